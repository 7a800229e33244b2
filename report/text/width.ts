/** The text with what would steer a terminal taken out: control characters, escapes, marks that turn the writing direction. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(unprintable, '').trim()
}

/** How many columns a text takes in a terminal: 2 for each wide character, 0 for a mark that joins another. */
export function displayWidth(text: string): number {
  // Nearly every text is plain; cutting it into graphemes takes a hundred times as long.
  if (single.test(text)) return text.length
  let width = 0
  for (const { segment } of graphemeSegments(text)) width += graphemeWidth(segment)
  return width
}

/** Letters of Latin scripts, quotation marks, dashes, dots, arrows, boxes: a column each, and none joins another. */
const single = /^[\x20-\x7e\xa1-\xac\xae-\u024f\u2010-\u2027\u2030-\u203a\u2190-\u2193\u2500-\u257f]*$/

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)))
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text
}

/** The characters that a person sees. */
export function graphemeSegments(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  return segmenter.segment(text)
}

/** Made when it is asked for, which is seldom: that takes longer than to draw a finding. */
let segmenter: Intl.Segmenter | undefined

/** The width of one user-perceived character. */
export function graphemeWidth(grapheme: string): number {
  if (/^[\x20-\x7e]$/.test(grapheme)) return 1
  if (/^[\p{M}\p{Cf}\p{Cc}]+$/u.test(grapheme)) return 0
  return wide.test(grapheme) ? 2 : 1
}

/** Whether a character must not reach a terminal as it is. */
export function isUnprintable(grapheme: string): boolean {
  return grapheme.length > 1 || grapheme < ' ' || grapheme > '~' ? one.test(grapheme) : false
}

// Built from code points, so that the pattern itself can be read in any editor.
const unprintable = new RegExp(
  [
    [0x00, 0x1f],
    [0x7f, 0x9f],
    [0x200e, 0x200f],
    [0x2028, 0x202e],
    [0x2066, 0x2069],
  ]
    .map(([from = 0, to = 0]) => `[${point(from)}-${point(to)}]`)
    .join('|'),
  'gu',
)

const one = new RegExp(unprintable.source, 'u')

// East Asian Width W and F of Unicode's UAX #11, by block, and what is shown as an emoji.
const wide =
  /\p{Emoji_Presentation}|\ufe0f|[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u

function point(code: number): string {
  return `\\u{${code.toString(16)}}`
}
