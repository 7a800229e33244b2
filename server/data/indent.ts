/** JSON text laid out with two spaces a level; numbers and strings stay as they are written. */
export function indented(text: string): string {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? []
  const out: string[] = []
  let depth = 0
  for (const [index, token] of tokens.entries()) {
    const isClosing = token === '}' || token === ']'
    const before = tokens[index - 1]
    const isEmpty = isClosing && (before === '{' || before === '[')
    if (isClosing) depth -= 1
    if (isClosing && !isEmpty) out.push(newline(depth))
    out.push(token)
    if (token === '{' || token === '[') {
      depth += 1
      if (tokens[index + 1] !== '}' && tokens[index + 1] !== ']') out.push(newline(depth))
    } else if (token === ',') out.push(newline(depth))
    else if (token === ':') out.push(' ')
  }
  return out.join('')
}

function newline(depth: number): string {
  return `\n${'  '.repeat(depth)}`
}
