/**
 * Cuts one screen into pages that fit a phone: the body, then one option a line, the foot on every page, and the
 * "more" line on every page but the last. What fits is the caller's to say, so that USSD budgets and charsets stay data.
 */
import { splitGraphemes } from './graphemes.ts'

/** A screen before it is cut; empty strings leave their line out. */
export type Screen = { body: string; options: readonly string[]; foot: string; more: string }

/** A run of text that is not cut, and what joins it to the piece before it on the same page. */
type Piece = { text: string; glue: string }

/**
 * The pages of a screen, whole texts in order; always at least one. Cuts at line and word borders, then between
 * letters; an option that fits a page is never cut. Where not even one letter fits, the page is returned too long:
 * the flow checker refuses such a screen.
 */
export function cutPages(screen: Screen, fits: (text: string) => boolean): string[] {
  const foot = [screen.foot].filter(Boolean)
  const last = (content: string): string => [content, ...foot].filter(Boolean).join('\n')
  const whole = last([screen.body, ...screen.options].filter(Boolean).join('\n'))
  if (fits(whole)) return [whole]

  const between = (content: string): string => last([content, screen.more].filter(Boolean).join('\n'))
  const fitsPage = (content: string): boolean => fits(between(content))
  const lastOption = screen.options.length - 1
  const options = screen.options.flatMap((option, index) =>
    fitsPage(option) || (index === lastOption && fits(last(option)))
      ? [{ text: option, glue: '\n' }]
      : cut(option, fitsPage),
  )
  let rest = [...(screen.body === '' ? [] : cut(screen.body, fitsPage)), ...options]
  const pages: string[] = []
  while (rest.length > 0) {
    if (fits(last(join(rest)))) return [...pages, last(join(rest))]
    let count = 1
    while (count < rest.length && fitsPage(join(rest.slice(0, count + 1)))) count += 1
    const content = join(rest.slice(0, count))
    rest = rest.slice(count)
    pages.push(rest.length > 0 ? between(content) : last(content))
  }
  return pages
}

function join(pieces: Piece[]): string {
  return pieces.map((piece, index) => (index === 0 ? piece.text : piece.glue + piece.text)).join('')
}

/** Words with the white space before them; a word too long for a page falls apart into its letters. */
function cut(block: string, fitsPage: (content: string) => boolean): Piece[] {
  const pieces: Piece[] = []
  for (const match of block.matchAll(/(\s*)(\S+)/gu)) {
    const [, space = '', word = ''] = match
    const glue = pieces.length === 0 ? '\n' : space
    const parts = fitsPage(word) ? [word] : splitGraphemes(word)
    parts.forEach((text, index) => {
      pieces.push({ text, glue: index === 0 ? glue : '' })
    })
  }
  return pieces
}
