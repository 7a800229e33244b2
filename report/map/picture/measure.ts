import { graphemeSegments, graphemeWidth } from '../../text/width.ts'

/**
 * How wide a text is at most, in the unit of `size`, in any of the usual fonts without serifs (regular or medium). The
 * widest of them decides, so that what is measured here fits whichever a reader has.
 */
export function textWidth(text: string, size: number): number {
  let hundredths = 0
  if (/^[\x20-\x7e]*$/.test(text)) for (const sign of text) hundredths += widths.get(sign) ?? widest
  else for (const { segment } of graphemeSegments(text)) hundredths += widthOf(segment)
  return (hundredths * size) / 100
}

/** The text in at most `most` lines no wider than `width`, broken where names have joints; what is too long ends in `…`. */
export function wrapText(text: string, { size, width, most }: Room): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const part of partsOf(text)) {
    for (const piece of textWidth(part, size) > width ? graphemesOf(part) : [part]) {
      if (line !== '' && textWidth(line + piece.trimEnd(), size) > width) {
        lines.push(line.trimEnd())
        if (lines.length === most) return withEllipsis(lines, { size, width })
        line = piece.trimStart()
      } else line += piece
    }
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()]
}

/** The text on one line no wider than `width`: of a longer one its beginning and its end, where names differ most. */
export function onOneLine(text: string, { size, width }: Pick<Room, 'size' | 'width'>): string {
  if (textWidth(text, size) <= width) return text
  const signs = graphemesOf(text.slice(0, longest))
  let shown = `${signs.join('')}…`
  for (let kept = signs.length - 1; textWidth(shown, size) > width && kept > 1; kept--) {
    const left = Math.ceil(kept / 2)
    shown = `${signs.slice(0, left).join('')}…${signs.slice(signs.length - kept + left).join('')}`
  }
  return shown
}

export interface Room {
  readonly size: number
  readonly width: number
  /** Most lines. */
  readonly most: number
}

/** Longer texts are cut before they are looked at more closely: nobody reads them in a drawing. */
const longest = 400

/** Where a line may end: after a space or a sign that joins, and before a capital letter within a name. */
function partsOf(text: string): readonly string[] {
  return text.slice(0, longest).match(/.+?(?:\s+|(?<=\w)[-_/.:,|]+\s*|(?<=[a-z0-9])(?=[A-Z])|$)/gu) ?? []
}

function graphemesOf(text: string): readonly string[] {
  return Array.from(graphemeSegments(text), ({ segment }) => segment)
}

function withEllipsis(lines: readonly string[], { size, width }: Pick<Room, 'size' | 'width'>): readonly string[] {
  const last = [...graphemesOf(lines.at(-1) ?? '')]
  while (last.length > 0 && textWidth(`${last.join('')}…`, size) > width) last.pop()
  return [...lines.slice(0, -1), `${last.join('')}…`]
}

function widthOf(grapheme: string): number {
  const known = widths.get(grapheme)
  if (known !== undefined) return known
  const columns = graphemeWidth(grapheme)
  return columns === 0 ? 0 : columns === 2 ? 140 : widest
}

const widest = 105

/** In hundredths of the font's size: the wider of DejaVu Sans and Liberation Sans, which is as wide as Arial. */
const widths: ReadonlyMap<string, number> = new Map(
  (
    [
      [28, "'ijl"],
      [30, 'I'],
      [32, ' ,.·'],
      [34, '/:;\\|'],
      [36, 'f'],
      [37, '-'],
      [39, '()[]'],
      [40, 't'],
      [41, '!'],
      [42, 'r'],
      [46, '"'],
      [50, '*J`'],
      [53, 'sz'],
      [55, 'c'],
      [56, '?L_'],
      [58, 'k'],
      [60, 'vxy'],
      [62, 'FTaeo'],
      [64, '$0123456789bdghnpqu{}'],
      [67, 'EKPSY'],
      [69, 'ABVXZ'],
      [73, 'CR'],
      [74, 'U'],
      [75, 'N'],
      [76, 'H'],
      [77, 'D'],
      [78, '&G'],
      [79, 'OQ'],
      [82, 'w'],
      [84, '#+<=>^~→'],
      [87, 'M'],
      [95, '%'],
      [98, 'm'],
      [99, 'W'],
      [100, '…—'],
      [102, '@'],
    ] as const
  ).flatMap(([width, signs]) => [...signs].map((sign) => [sign, width])),
)
