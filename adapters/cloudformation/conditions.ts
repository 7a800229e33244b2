import { atom, type Condition } from '../../model/condition.ts'
import { error } from '../../model/diagnostic.ts'
import type { Span } from '../../model/source.ts'
import type { Value } from '../../model/value.ts'
import { intrinsics } from './intrinsics/index.ts'
import type { Resolver, ResolverSettings } from './resolve.ts'
import { didYouMean } from './suggest.ts'
import { describe } from './template.ts'

/** Decides the body of a condition. */
export function decideValue(value: Value, resolver: Resolver): Condition {
  const [first, ...others] = value.type === 'map' ? value.entries : []
  const intrinsic = first && others.length === 0 ? intrinsics.get(first[0]) : undefined
  if (first && intrinsic?.decide) {
    return intrinsic.decide({ name: first[0], argument: first[1].value, at: value.at, resolver })
  }
  const problem = `A condition is one of Fn::And, Fn::Equals, Fn::Not, Fn::Or and Condition, but here is ${describe(value)}.`
  resolver.report(error('INVALID_TEMPLATE', problem, value.at))
  return openQuestion(`condition at ${value.at.startLine}:${value.at.startColumn}`, 'it is no condition', value.at)
}

/** What was decided so far. */
export interface Conditions {
  readonly decided: Map<string, Condition | 'deciding'>
  /** Those that depend on themselves. */
  readonly cyclic: Set<string>
  /** How many are being decided, each for the one before. */
  chain: number
  /** It was said once. */
  tooDeep: boolean
}

const longestChain = 100
const mostAtoms = 200

/** Decides a condition by its name, once. */
export function namedCondition(
  name: string,
  at: Span,
  conditions: Conditions,
  settings: Pick<ResolverSettings, 'template' | 'origin' | 'open'>,
  resolver: Resolver,
): Condition {
  const id = settings.origin.prefix + name
  const known = conditions.decided.get(name)
  if (known === 'deciding') {
    conditions.cyclic.add(name)
    resolver.report(error('REFERENCE_CYCLE', `The condition "${name}" depends on itself. Break the circle.`, at))
    return openQuestion(id, 'it depends on itself', at)
  }
  if (known) return known
  const entry = settings.template.conditions.get(name)
  if (!entry) {
    if (!settings.open) {
      const hint = didYouMean(name, settings.template.conditions.keys())
      resolver.report(error('REFERENCE_NOT_FOUND', `There is no condition "${name}".${hint}`, at))
    }
    return openQuestion(id, `there is no condition "${name}"`, at)
  }
  if (conditions.chain >= longestChain) {
    if (!conditions.tooDeep)
      resolver.report(
        error('TOO_DEEP', `Conditions depend on each other over more than ${longestChain} steps here.`, at),
      )
    conditions.tooDeep = true
    return openQuestion(id, 'it depends on too many other conditions', at)
  }
  conditions.chain += 1
  conditions.decided.set(name, 'deciding')
  const body = resolver.decide(entry.value)
  const decided = conditions.cyclic.has(name)
    ? openQuestion(id, 'it depends on itself', entry.key)
    : bounded(id, body, entry.key)
  conditions.decided.set(name, decided)
  conditions.chain -= 1
  return decided
}

/** A condition that grew too large to look through is one question of its own. */
function bounded(name: string, condition: Condition, at: Span): Condition {
  return sizeOf(condition, mostAtoms) <= mostAtoms ? condition : openQuestion(name, 'it has too many parts', at)
}

function sizeOf(condition: Condition, most: number): number {
  if (condition.op === 'not') return 1 + sizeOf(condition.of, most)
  if (condition.op !== 'and' && condition.op !== 'or') return 1
  let size = 1
  for (const part of condition.of) {
    size += sizeOf(part, most)
    if (size > most) break
  }
  return size
}

function openQuestion(id: string, why: string, at: Span): Condition {
  return atom({ id, why, needs: [], at })
}
