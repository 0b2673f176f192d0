import { html } from 'hono/html'
import type { Letter } from './letter.ts'

/** A letter as mail carries it: the same words twice. */
export interface Rendered {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** Writes a letter out. What it holds is escaped in the HTML, whoever chose the names in it. */
export async function render(letter: Letter): Promise<Rendered> {
  return {
    subject: letter.subject,
    text: asText(letter),
    html: String(await asHtml(letter)),
  }
}

/** A link stands alone on its line, whole: mail programs make it one to press. */
function asText(letter: Letter): string {
  const { heading, paragraphs, action, code, afterwards, signature } = letter
  const blocks = [
    heading,
    ...paragraphs,
    ...(action === undefined ? [] : [`${action.label}:\n${action.address.href}`]),
    ...(code === undefined ? [] : [code]),
    ...afterwards,
    ['-- ', ...signature].join('\n'),
  ]
  return `${blocks.join('\n\n')}\n`
}

/** No pictures, nothing fetched from anywhere: opening it tells nobody. */
function asHtml(letter: Letter) {
  const { heading, paragraphs, action, code, afterwards, signature } = letter
  return html`<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>${letter.subject}</title></head>
<body style="${styles.body}">
<h1 style="${styles.heading}">${heading}</h1>
${paragraphs.map((words) => html`<p>${words}</p>\n`)}
${action && asLink(action)}
${code && html`<p style="${styles.code}">${code}</p>`}
${afterwards.map((words) => html`<p>${words}</p>\n`)}
<hr>
${signature.map((words) => html`<p style="${styles.signature}">${words}</p>\n`)}
</body>
</html>
`
}

function asLink({ label, address }: NonNullable<Letter['action']>) {
  return html`<p><a href="${address.href}" style="${styles.action}">${label}</a></p>`
}

/** Mail programs read no style sheets: what is needed to read it stands on the elements. */
const styles = {
  body: 'font: 18px/1.5 Arial, sans-serif; color: #1d2021; max-width: 36em; padding: 8px',
  heading: 'font-size: 26px; line-height: 1.2',
  action:
    'display: inline-block; padding: 12px 16px; background: #12423e; color: #ffffff; ' +
    'font-weight: bold; text-decoration: none; border-radius: 4px',
  code: 'font-size: 32px; font-weight: bold; letter-spacing: 4px',
  signature: 'font-size: 16px; color: #4a5052',
} as const
