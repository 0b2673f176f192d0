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

let pending
/** Puts the answer of a search into the page; only the last one asked for is shown. */
async function show(url) {
  pending?.abort()
  pending = new AbortController()
  const { signal } = pending
  try {
    const answer = await fetch(url, { headers: { 'X-Fragment': 'results' }, signal })
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
    if (!answer.ok || !fresh.getElementById('results')) throw answer
    swap(fresh)
    history.replaceState(null, '', url)
  } catch {
    if (!signal.aborted) location.assign(url)
  }
}

function swap(fresh) {
  const focused = document.activeElement?.id
  for (const part of all('[data-live]', fresh)) byId(part.id)?.replaceWith(part)
  if (focused && document.activeElement?.id !== focused) byId(focused)?.focus()
  byId('announcement').textContent = byId('results').dataset.said
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
