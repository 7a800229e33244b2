/** What a reader sees as characters: an accent belongs to its letter, the members of a family to one sign. */
export function charactersOf(text: string): readonly string[] {
  // Each ASCII sign is a character, but for the two that end a line.
  if (/^\p{ASCII}*$/u.test(text) && !text.includes('\r\n')) return [...text]
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

/** Made when it is asked for, which is seldom: it takes longer than to read a file. */
let segmenter: Intl.Segmenter | undefined
