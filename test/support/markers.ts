/** A finding that a comment in a file promises: `template.yaml:12 observability/no_tracing tracing/mode`. */
export type Promised = string

/**
 * What comments in files promise, in order: `# finding: <policy> <path it cites first>` at the end of the line that the
 * finding points at, several with commas between them; `# finding 5 below: …` where that line can hold no comment.
 */
export function markedFindings(texts: Readonly<Record<string, string>>): readonly Promised[] {
  const marked = Object.entries(texts).flatMap(([file, text]) =>
    text.split('\n').flatMap((line, index) => {
      const [, below, promised] = /# finding(?: (\d+) below)?: (.+)$/.exec(line) ?? []
      const at = `${file}:${index + 1 + Number(below ?? 0)}`
      return promised?.split(', ').map((one) => `${at} ${one}`) ?? []
    }),
  )
  return marked.sort()
}
