/**
 * Rego source with its package, or a query with its references, moved below `data.cases.<id>`, so that many cases can be
 * compiled into one module without seeing each other. Undefined where that could change what the source means: `data` as
 * a whole, string interpolation, metadata that knows its own path.
 */
export function moved(source: string, id: string): string | undefined {
  let out = ''
  let at = 0
  for (const match of source.matchAll(TOKEN)) {
    const [text] = match
    out += source.slice(at, match.index)
    at = match.index + text.length
    const replaced = movedToken(text, source[match.index - 1], source[at], id)
    if (replaced === undefined) return undefined
    out += replaced
  }
  return out + source.slice(at)
}

const TOKEN = /\$["`]|"(?:[^"\\]|\\.)*"|`[^`]*`|#.*|(?<![^\n])package\s+|[A-Za-z_][A-Za-z0-9_]*/g

function movedToken(
  text: string,
  before: string | undefined,
  after: string | undefined,
  id: string,
): string | undefined {
  if (text.startsWith('$') || (text === 'metadata' && before === '.')) return undefined
  if (/^package\s/.test(text)) return `package cases.${id}.`
  if (text !== 'data' || before === '.') return text
  return after === '.' || after === '[' ? `data.cases.${id}` : undefined
}

/** The source without its strings and comments. */
export function codeOf(source: string): string {
  return source.replace(TOKEN, (text) => (/^["`#]/.test(text) ? '' : text))
}
