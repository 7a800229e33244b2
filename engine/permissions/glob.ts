import { renderPart, type TextPart } from '../../model/text.ts'

/** Whether something holds; `maybe` where that depends on what is not known. */
export type Answer = 'yes' | 'no' | 'maybe'

/**
 * A pattern in pieces: a character for itself, `*` and `?` as what they stand for, and what is not known as a text: fixed
 * (a reference, the account deployed to) or free (a parameter, which may hold wildcards itself).
 */
export type Glob = readonly Token[]
type Token = string

const star = '\u0000*'
const any = '\u0000?'
const hole = '\u0000$'

/** The pieces of a resource pattern. Equal references, symbols and parameters are equal pieces. */
export function globOf(parts: readonly TextPart[]): Glob {
  return ordered(
    parts.flatMap((part) => {
      if (typeof part === 'string') return tokensOf(part)
      const isNameless = part.type === 'unknown' && part.symbol === undefined
      return [isNameless ? hole : `${hole}${renderPart(part)}`]
    }),
  )
}

/**
 * Policy variables (`${aws:username}`) are texts that only the request knows; `${*}` is a star and no wildcard.
 * Source: IAM User Guide, "IAM policy elements: Variables and tags".
 */
function tokensOf(text: string): readonly Token[] {
  if (!text.includes('${')) return [...text].map(tokenOf)
  return text.split(/(\$\{[^}]*\})/).flatMap((piece) => {
    if (!/^\$\{[^}]*\}$/.test(piece)) return [...piece].map(tokenOf)
    return /^\$\{[*?$]\}$/.test(piece) ? [piece.charAt(2)] : [`${hole}${piece.toLowerCase()}`]
  })
}

/** A piece that stands for one text which is not known here. */
export function fixed(key: string): Glob {
  return [`${hole}${key}`]
}

/** The pieces of an action pattern: case does not count. */
export function actionGlob(pattern: string): Glob {
  const before = read.get(pattern)
  if (before !== undefined) return before
  const written = ordered([...pattern.toLowerCase()].map(tokenOf))
  const glob = written.length === 1 && written[0] === star ? [star, ':', star] : written
  if (read.size < mostPatterns) read.set(pattern, glob)
  return glob
}

const read = new Map<string, Glob>()
const mostPatterns = 5000

function tokenOf(character: string): Token {
  return character === '*' ? star : character === '?' ? any : character
}

/** In a run of wildcards the order does not matter: `*?` is `?*`, and `**` is `*`. */
function ordered(tokens: readonly Token[]): Glob {
  const result: Token[] = []
  for (const token of tokens) {
    const last = result.at(-1)
    if (token === star && last === star) continue
    if (token === any && last === star) result.splice(-1, 1, any, star)
    else result.push(token)
  }
  return result
}

/** Whether every text that `narrow` matches is one that `wide` matches. */
export function covers(wide: Glob, narrow: Glob): Answer {
  if ((wide.length === 1 && wide[0] === star) || sameTexts(wide, narrow)) return 'yes'
  return decided(wide, narrow, contains)
}

/** Whether there is a text that both match. */
export function overlap(left: Glob, right: Glob): Answer {
  if (sameTexts(left, right)) return 'yes'
  return decided(left, right, meet)
}

/** Beyond this product of lengths nobody waits for the answer. */
const largestTable = 1_000_000

function decided(left: Glob, right: Glob, test: (left: Glob, right: Glob, hopeful: boolean) => boolean): Answer {
  if (left.length * right.length > largestTable) return 'maybe'
  if (test(left, right, false)) return 'yes'
  const isKnown = !left.some(isHole) && !right.some(isHole)
  return !isKnown && test(left, right, true) ? 'maybe' : 'no'
}

/** Row by row from the end: whether what is left of `wide` covers what is left of `narrow`. */
function contains(wide: Glob, narrow: Glob, hopeful: boolean): boolean {
  let below: boolean[] = narrow.map((token) => hopeful && isHole(token))
  for (let at = below.length - 2; at >= 0; at -= 1) below[at] = below[at] === true && below[at + 1] === true
  below.push(true)
  for (let i = wide.length - 1; i >= 0; i -= 1) {
    const token = wide[i] ?? ''
    const row: boolean[] = new Array(narrow.length + 1).fill(false)
    for (let j = narrow.length; j >= 0; j -= 1) {
      const other = narrow[j]
      const next = row[j + 1] === true
      const skipped = below[j] === true
      row[j] =
        token === star || (hopeful && isHole(token))
          ? skipped || next
          : other === undefined
            ? false
            : (isWithin(token, other) && below[j + 1] === true) || (hopeful && isHole(other) && (next || skipped))
    }
    below = row
  }
  return below[0] === true
}

/** One piece of a pattern covers one of another. */
function isWithin(token: Token, other: Token): boolean {
  if (token === hole) return false
  return token === other || (token === any && (other === any || !other.startsWith('\u0000')))
}

function meet(left: Glob, right: Glob, hopeful: boolean): boolean {
  const isOpen = (token: Token | undefined): boolean =>
    token === star || (hopeful && token !== undefined && isHole(token))
  let below: boolean[] = new Array(right.length + 1).fill(false)
  for (let i = left.length; i >= 0; i -= 1) {
    const token = left[i]
    const row: boolean[] = new Array(right.length + 1).fill(false)
    for (let j = right.length; j >= 0; j -= 1) {
      const other = right[j]
      if (token === undefined && other === undefined) row[j] = true
      else if (isOpen(token) && (below[j] === true || row[j + 1] === true)) row[j] = true
      else if (isOpen(other) && (row[j + 1] === true || below[j] === true)) row[j] = true
      else if (token !== undefined && other !== undefined)
        row[j] = (isWithin(token, other) || isWithin(other, token)) && below[j + 1] === true
    }
    below = row
  }
  return below[0] === true
}

function isHole(token: Token): boolean {
  return token.startsWith(hole)
}

/** The same pieces, none of them of unknown origin: the same texts, whatever they are. */
function sameTexts(left: Glob, right: Glob): boolean {
  return left.length === right.length && left.every((token, index) => token === right[index] && token !== hole)
}
