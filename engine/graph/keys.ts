/** No key both fits the pattern and passes a filter by prefix and suffix; null lets every key pass, `undefined` is not known. */
export function disjoint(
  pattern: string,
  prefix: string | null | undefined,
  suffix: string | null | undefined,
): boolean {
  const pieces = piecesOf(pattern)
  const [head = ''] = pieces
  const tail = pieces.at(-1) ?? ''
  const goesOn = pieces.length > 1
  if (typeof prefix === 'string' && !head.startsWith(prefix) && !(goesOn && prefix.startsWith(head))) return true
  return typeof suffix === 'string' && !tail.endsWith(suffix) && !(goesOn && suffix.endsWith(tail))
}

/** Every key with the prefix, null for every key, fits the pattern. */
export function holds(pattern: string, prefix: string | null): boolean {
  const [head = ''] = piecesOf(pattern)
  return pattern === `${head}*` && (prefix ?? '').startsWith(head)
}

/** Whether prefix and suffix of a filter matter to the pattern. */
export function deciding(pattern: string): { readonly prefix: boolean; readonly suffix: boolean } {
  const pieces = piecesOf(pattern)
  return { prefix: pieces[0] !== '', suffix: pieces.at(-1) !== '' }
}

/** The literal pieces between wildcards: `*`, `?`, and what is not known. */
function piecesOf(pattern: string): readonly string[] {
  return pattern.split(/\*|\?|\$\{|\}/)
}
