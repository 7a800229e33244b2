import { displayWidth, plain } from './width.ts'

const longest = 2_000

/** The text in lines of at most `width` columns, broken between words; a word that is longer stands alone, whole, so that it can be copied. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of plain(shortened(text)).split(' ')) {
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return line === '' ? lines : [...lines, line]
}

/** Paragraphs stand apart in a text that was written in several. */
export function wrapParagraphs(text: string, width: number): readonly string[] {
  const paragraphs = text.split(/\n\s*\n/).map((paragraph) => wrap(paragraph, width))
  return paragraphs.filter((lines) => lines.length > 0).flatMap((lines, i) => (i === 0 ? lines : ['', ...lines]))
}

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
