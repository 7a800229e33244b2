import { always, and, atom, type Condition, never, not, or } from '../../model/condition.ts'
import { type partsOf, renderText } from '../../model/text.ts'
import type { Scalar, Value } from '../../model/value.ts'

/** What is needed to name an undecided comparison. */
export interface Atoms {
  /** All values that a parameter may have, by what names its value; of those around a nested stack too. */
  readonly domains: ReadonlyMap<string, readonly string[]>
  /** The condition that asks a comparison and nothing else, by the comparison. */
  readonly names: Map<string, string>
}

/** Whether two values are the same text, as `Fn::Equals` compares: case counts, numbers are texts. */
export function equal(left: Value | null, right: Value | null, atoms: Atoms): Condition {
  if (left === null || right === null) return left === right ? always : never
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const) {
    if (one.type !== 'choice') continue
    const then = equal(one.then, other, atoms)
    const otherwise = equal(one.otherwise, other, atoms)
    return or(and(one.condition, then), and(not(one.condition), otherwise))
  }
  if (left.type === 'scalar' && right.type === 'scalar') return textOf(left) === textOf(right) ? always : never
  if (left.type === 'scalar') return undecided(right, left, atoms)
  if (right.type === 'scalar') return undecided(left, right, atoms)
  return sameName(left, right) ? always : ask(`${label(left)} == ${label(right)}`, left, atoms)
}

/** A value that is not known against a literal. */
function undecided(value: Value, other: Scalar, atoms: Atoms): Condition {
  const literal = textOf(other)
  if (value.type === 'list' || value.type === 'map') return never
  if (value.type === 'text' && cannotBe(value.parts, literal)) return never
  const subject = label(value)
  const domain = domainOf(value, atoms)
  if (domain && !domain.includes(literal)) return never
  if (domain?.length === 1) return always
  if (other.sensitive) return ask(`${subject} == a hidden value`, value, atoms)
  const shown = /^[\w.:/@-]+$/.test(literal) ? literal : JSON.stringify(literal)
  return ask(`${subject} == ${shown}`, value, atoms, { subject, equals: literal, ...(domain ? { domain } : {}) })
}

function ask(
  question: string,
  value: Value,
  { names }: Atoms,
  exclusive: { readonly subject?: string; readonly equals?: string; readonly domain?: readonly string[] } = {},
): Condition {
  const cause = causeOf(value)
  return atom({ id: names.get(question) ?? question, ...exclusive, ...cause })
}

function causeOf(value: Value): { why: string; needs: readonly string[]; at?: Value['at'] } {
  if (value.type === 'unknown') return { ...value.cause, at: value.cause.at ?? value.at }
  if (value.type === 'symbol') {
    const needs = [value.name === 'account' ? '--account …' : '--region …']
    return { why: `the ${value.name} that is deployed to is not given`, needs, at: value.at }
  }
  if (value.type === 'text') {
    const part = value.parts.find((piece) => typeof piece !== 'string')
    if (part !== undefined) return causeOf(part)
  }
  return { why: 'it is known after deployment', needs: [], at: value.at }
}

const pseudoNames = { account: 'AWS::AccountId', region: 'AWS::Region', partition: 'AWS::Partition' } as const

function label(value: Value): string {
  if (value.type === 'symbol') return pseudoNames[value.name]
  if (value.type === 'unknown') return value.symbol ?? placeName(value)
  return value.type === 'list' || value.type === 'map' || value.type === 'json' ? placeName(value) : renderText(value)
}

/** What has no name is told apart by its place. */
function placeName({ at }: Value): string {
  return `value at ${at.startLine}:${at.startColumn}`
}

function sameName(left: Value, right: Value): boolean {
  return label(left) === label(right)
}

function domainOf(value: Value, { domains }: Atoms): readonly string[] | undefined {
  if (value.type === 'symbol' && value.name === 'partition') return ['aws', 'aws-cn', 'aws-us-gov']
  if (value.type !== 'unknown' || value.origin !== 'input_parameter' || value.symbol === undefined) return undefined
  return domains.get(value.symbol)
}

function cannotBe(parts: NonNullable<ReturnType<typeof partsOf>>, literal: string): boolean {
  const head = parts[0]
  const tail = parts.at(-1)
  return (
    (typeof head === 'string' && !literal.startsWith(head)) || (typeof tail === 'string' && !literal.endsWith(tail))
  )
}

function textOf(value: { readonly value: string | number | boolean | null }): string {
  return value.value === null ? '' : String(value.value)
}
