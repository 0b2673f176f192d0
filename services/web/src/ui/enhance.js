// Makes pages that already work feel quick. Whatever fails here becomes an ordinary page load.
const all = (selector, within = document) => within.querySelectorAll(selector)
const byId = (id) => document.getElementById(id)

for (const summary of all('.nhsuk-error-summary')) {
  summary.tabIndex = -1
  summary.focus()
}

for (const button of all('[data-print]')) {
  button.hidden = false
  button.onclick = () => print()
}

for (const toggle of all('.nhsuk-js-password-input-toggle')) {
  const input = byId(toggle.getAttribute('aria-controls'))
  const show = (isShown) => {
    input.type = isShown ? 'text' : 'password'
    toggle.textContent = isShown ? 'Hide' : 'Show'
    toggle.setAttribute('aria-label', `${toggle.textContent} password`)
  }
  toggle.hidden = false
  toggle.onclick = () => show(input.type === 'password')
  input.form.addEventListener('submit', () => show(false))
}

// How much room is left: the words themselves keep the limit, and the form works without this.
for (const field of all('[data-most]')) {
  const left = document.createElement('span')
  left.className = 'wm-left-to-type'
  const count = () => {
    const room = field.dataset.most - field.value.length
    left.textContent = room < 0 ? `${-room} characters too many` : `${room} characters left`
  }
  field.addEventListener('input', count)
  field.after(left)
  count()
}

const parsed = (html) => new DOMParser().parseFromString(html, 'text/html')
const fragment = (name, signal) => ({ headers: { 'X-Fragment': name }, signal })

let pending
/** Puts the answer of a search into the page; only the last one asked for is shown. */
async function show(url) {
  pending?.abort()
  pending = new AbortController()
  const { signal } = pending
  try {
    const answer = await fetch(url, fragment('results', signal))
    const fresh = parsed(await answer.text())
    if (!answer.ok || !fresh.getElementById('results')) throw answer
    swap(fresh)
    history.replaceState(null, '', url)
  } catch {
    if (!signal.aborted) location.assign(url)
  }
}

/** Swaps the live parts, or only those that say something else now, and says what they say. */
function swap(fresh, onlyNews) {
  const focused = document.activeElement
  const opened = [...all('details[open]')].map(({ id }) => id)
  for (const part of all('[data-live]', fresh)) {
    const old = byId(part.id)
    const { said } = part.dataset
    if (!old || (onlyNews && old.dataset.said === said)) continue
    const held = old.contains(focused)
    old.replaceWith(part)
    if (held) (byId(focused.id) ?? part).focus({ preventScroll: true })
    if (said) byId('announcement').textContent = said
  }
  for (const id of opened) byId(id)?.setAttribute('open', '')
}

/** Looks again every few seconds while somebody looks: until a field is touched, or ten minutes. */
function lookAgain(every) {
  const looks = 600 / every
  let looksLeft = looks
  let isTouched
  let isBusy
  const look = async () => {
    if (isTouched || isBusy || document.hidden || looksLeft < 1) return
    isBusy = true
    looksLeft -= 1
    try {
      const answer = await fetch(location.href, fragment('live'))
      const fresh = parsed(await answer.text())
      if (answer.ok && !isTouched) swap(fresh, true)
    } catch {
      // Away for a moment: the next look finds out.
    }
    isBusy = false
  }
  addEventListener('input', ({ target }) => {
    isTouched ||= target.closest('[data-refresh]')
  })
  document.onvisibilitychange = () => {
    looksLeft = looks
    void look()
  }
  setInterval(look, every * 1000)
}

function searchAsAsked(form) {
  let typing
  const search = () => {
    clearTimeout(typing)
    const url = new URL(form.action)
    for (const [name, value] of new FormData(form)) {
      const isUsual = value === (form.elements[name].dataset?.default ?? '')
      if (!isUsual) url.searchParams.append(name, value)
    }
    void show(url)
  }
  const isMine = ({ target }) => target.form === form
  const isTyped = ({ target }) => target.matches('[type=search], [type=text]')
  addEventListener('input', (event) => {
    if (!isMine(event) || !isTyped(event)) return
    clearTimeout(typing)
    typing = setTimeout(search, 180)
  })
  addEventListener('change', (event) => {
    if (isMine(event) && !isTyped(event)) search()
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    search()
  })
  // A filter taken off by its link: the fields that no answer swaps follow it here.
  addEventListener('click', async (event) => {
    const link = event.target.closest('a[data-swap]')
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    clearTimeout(typing)
    const url = new URL(link.href)
    for (const field of all('[data-default]', form)) {
      field.value = url.searchParams.get(field.name) ?? field.dataset.default
    }
    await show(url)
    byId('results').focus()
  })
}

const form = byId('search')
if (form) {
  const wide = matchMedia('(min-width: 880px)')
  const openWhereWide = () => {
    byId('filters').open = wide.matches
  }
  openWhereWide()
  wide.onchange = openWhereWide
  searchAsAsked(form)
}

const refreshed = document.querySelector('[data-refresh]')
if (refreshed) lookAgain(refreshed.dataset.refresh)
