import type { Assignments } from './assignments.ts'

/**
 * The values in a text as `sam deploy --parameter-overrides` takes it: `A=1 B="two words"`, or
 * `ParameterKey=A,ParameterValue=1 …`. `undefined` where it is neither. Source: AWS SAM CLI, "sam deploy".
 */
export function overridesIn(text: string): Assignments | undefined {
  const words = wordsOf(text)
  const pairs = words?.map((word) => {
    const [, key, value] = /^ParameterKey=([^,]+),ParameterValue=([\s\S]*)$/.exec(word) ?? []
    if (key !== undefined && value !== undefined) return [key, value] as const
    const equals = word.indexOf('=')
    return equals > 0 ? ([word.slice(0, equals), word.slice(equals + 1)] as const) : undefined
  })
  return pairs?.every((pair) => pair !== undefined) ? pairs : undefined
}

/** Words between spaces; quotes hold spaces, a backslash takes the next sign as it is. `undefined` where a quote stays open. */
function wordsOf(text: string): readonly string[] | undefined {
  const words: string[] = []
  let word: string | undefined
  let quote = ''
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at)
    if (sign === '\\' && at + 1 < text.length) {
      at += 1
      word = (word ?? '') + text.charAt(at)
    } else if (quote !== '') {
      if (sign === quote) quote = ''
      else word = (word ?? '') + sign
    } else if (sign === '"' || sign === "'") {
      quote = sign
      word ??= ''
    } else if (/\s/.test(sign)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else {
      word = (word ?? '') + sign
    }
  }
  if (quote !== '') return undefined
  return word === undefined ? words : [...words, word]
}
