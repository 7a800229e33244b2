import { warning } from '../../model/diagnostic.ts'
import { entryOf, type Value } from '../../model/value.ts'
import { textOf } from './intrinsic.ts'
import type { Resolver } from './resolve.ts'
import type { Template } from './template.ts'

/**
 * All values that each parameter may have, by what names its value: those allowed in its declaration, less what a rule
 * without a condition forbids. Source: CloudFormation User Guide, "Rules".
 */
export function domainsOf(template: Template, prefix: string): ReadonlyMap<string, readonly string[]> {
  const domains = new Map<string, readonly string[]>()
  for (const { name, allowed } of template.parameters.values()) {
    if (allowed.length > 0)
      domains.set(
        prefix + name,
        allowed.map(({ value }) => String(value ?? '')),
      )
  }
  for (const [parameter, values] of [...template.rules.values()].flatMap(({ value }) => narrowings(value))) {
    const before = domains.get(prefix + parameter)
    domains.set(prefix + parameter, before?.filter((value) => values.includes(value)) ?? values)
  }
  return domains
}

/** `Fn::Contains: [[a, b], {Ref: Stage}]` and `Fn::Equals: [{Ref: Stage}, a]`, asserted whatever else is given. */
function narrowings(rule: Value): readonly (readonly [string, readonly string[]])[] {
  if (entryOf(rule, 'RuleCondition')) return []
  return assertionsOf(rule).flatMap(({ assert }) => narrowing(assert) ?? [])
}

function narrowing(assert: Value): readonly [readonly [string, readonly string[]]] | undefined {
  const [first, second] = argumentsOf(assert, 'Fn::Contains') ?? []
  const values = first?.type === 'list' ? first.items.map(textOf) : []
  const parameter = referred(second)
  if (parameter !== undefined && values.length > 0 && values.every((value) => value !== undefined))
    return [[parameter, values]]
  const [left, right] = argumentsOf(assert, 'Fn::Equals') ?? []
  const equal = referred(left) ?? referred(right)
  const literal = textOf(left) ?? textOf(right)
  return equal !== undefined && literal !== undefined ? [[equal, [literal]]] : undefined
}

/** Says which rules refuse the values that parameters have. What they ask of unknown values is not said. */
export function checkRules(resolver: Resolver): void {
  for (const [name, { value: rule }] of resolver.template.rules) {
    const condition = entryOf(rule, 'RuleCondition')?.value
    if (condition && asks(condition, resolver) !== true) continue
    for (const { assert, description } of assertionsOf(rule)) {
      if (asks(assert, resolver) !== false) continue
      const said = description === undefined ? '' : `: ${description}`
      const problem = `The rule "${name}" refuses the values of the parameters${said}`
      resolver.report(warning('INVALID_VALUE', /[.!]$/.test(problem) ? problem : `${problem}.`, assert.at))
    }
  }
}

function assertionsOf(rule: Value): readonly { readonly assert: Value; readonly description: string | undefined }[] {
  const assertions = entryOf(rule, 'Assertions')?.value
  return (assertions?.type === 'list' ? assertions.items : []).flatMap((assertion) => {
    const assert = entryOf(assertion, 'Assert')?.value
    return assert ? [{ assert, description: textOf(entryOf(assertion, 'AssertDescription')?.value) }] : []
  })
}

/** Whether an assertion holds; `undefined` where that is not known. */
function asks(value: Value, resolver: Resolver): boolean | undefined {
  const every = argumentsOf(value, 'Fn::And')
  if (every) return all(every.map((part) => asks(part, resolver)))
  const some = argumentsOf(value, 'Fn::Or')
  if (some) return not(all(some.map((part) => not(asks(part, resolver)))))
  const [none] = argumentsOf(value, 'Fn::Not') ?? []
  if (none) return not(asks(none, resolver))
  const [left, right] = argumentsOf(value, 'Fn::Equals') ?? []
  if (left && right) return same(textsOf(left, resolver), textsOf(right, resolver))
  const [list, member] = argumentsOf(value, 'Fn::Contains') ?? argumentsOf(value, 'Fn::EachMemberEquals') ?? []
  if (list && member) {
    const isEach = argumentsOf(value, 'Fn::EachMemberEquals') !== undefined
    const [texts, wanted] = [textsOf(list, resolver), textsOf(member, resolver)]
    if (!texts || wanted?.length !== 1) return undefined
    return isEach ? texts.every((text) => text === wanted[0]) : texts.includes(wanted[0] ?? '')
  }
  const [members, allowed] = argumentsOf(value, 'Fn::EachMemberIn') ?? []
  if (!members || !allowed) return undefined
  const [inside, outside] = [textsOf(members, resolver), textsOf(allowed, resolver)]
  return inside && outside ? inside.every((text) => outside.includes(text)) : undefined
}

function all(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false
  return answers.includes(undefined) ? undefined : true
}

function not(answer: boolean | undefined): boolean | undefined {
  return answer === undefined ? undefined : !answer
}

function same(left: readonly string[] | undefined, right: readonly string[] | undefined): boolean | undefined {
  if (!left || !right) return undefined
  return left.length === right.length && left.every((text, index) => text === right[index])
}

const ruleFunctions = ['Fn::RefAll', 'Fn::ValueOf', 'Fn::ValueOfAll']

/** The texts of a value; `undefined` where they are not all known. */
function textsOf(value: Value, resolver: Resolver): readonly string[] | undefined {
  if (ruleFunctions.some((name) => entryOf(value, name))) return undefined
  const resolved = resolver.resolve(value)
  if (resolved?.type === 'list') {
    const texts = resolved.items.map(textOf)
    return !resolved.open && texts.every((text) => text !== undefined) ? texts : undefined
  }
  const text = textOf(resolved)
  return text === undefined ? undefined : [text]
}

function argumentsOf(value: Value, name: string): readonly Value[] | undefined {
  const argument = entryOf(value, name)?.value
  return argument?.type === 'list' ? argument.items : undefined
}

function referred(value: Value | undefined): string | undefined {
  return textOf(entryOf(value, 'Ref')?.value)
}
