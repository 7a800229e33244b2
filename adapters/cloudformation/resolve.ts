import { always, atomsOf, type Condition } from '../../model/condition.ts'
import { type Diagnostic, error, warning } from '../../model/diagnostic.ts'
import type { Span } from '../../model/source.ts'
import { type Entry, type MapValue, unknown, type Value } from '../../model/value.ts'
import { tooMuchAmong, type Work, withinBudget } from './budget.ts'
import { type Atoms, equal } from './compare.ts'
import { type Conditions, decideValue, namedCondition } from './conditions.ts'
import { intrinsics } from './intrinsics/index.ts'
import type { Origin } from './origin.ts'
import { parameterValue } from './parameters.ts'
import { pseudoParameter, pseudoParameters } from './pseudo.ts'
import { secretOrigin } from './secret-attributes.ts'
import { didYouMean } from './suggest.ts'
import { isModule, type Template } from './template.ts'
import { hasDynamicReference, joinTexts, usedAt } from './texts.ts'

/** Evaluates what a template says, as far as the files and the given values tell. */
export interface Resolver {
  readonly template: Template
  readonly origin: Origin
  readonly atoms: Atoms
  /** The template lists AWS::LanguageExtensions, which some functions need. */
  readonly extended: boolean
  /** A value with its functions evaluated; null where nothing is there. */
  resolve(value: Value): Value | null
  /** The body of a condition. */
  decide(value: Value): Condition
  /** A condition by its name. */
  condition(name: string, at: Span): Condition
  /** What `Ref` means. */
  named(name: string, at: Span): Value | null
  attribute(resource: string, attribute: string, at: Span): Value
  /** One text of several values; `undefined` where one of them can be no text. */
  join(pieces: readonly Value[], at: Span): Value | undefined
  /** The value, unless it is larger than is read. */
  limited(value: Value, at: Span): Value
  report(diagnostic: Diagnostic): void
}

export interface ResolverSettings {
  readonly template: Template
  readonly origin: Origin
  /** Something that was not expanded may declare names that are not in the template. */
  readonly open: boolean
  readonly extended: boolean
  /** Of nested stacks and those around them together. */
  readonly work: Work
  /** Comparisons that have a name already, and the values that parameters around may have. */
  readonly atoms: Atoms
  /** An output of a nested stack that is read; `undefined` where it is not. */
  readonly outputOf?: (stack: string, output: string, at: Span) => Value | undefined
  readonly report: (diagnostic: Diagnostic) => void
}

export function makeResolver(settings: ResolverSettings): Resolver {
  const { template, origin, atoms, report } = settings
  const { prefix } = origin
  const parameters = new Map<string, Value>()
  const conditions: Conditions = { decided: new Map(), cyclic: new Set(), chain: 0, tooDeep: false }
  const resolved = new Map<Value, Value | null>()
  const modules = [...template.resources.values()].filter(({ type }) => isModule(type)).map(({ id }) => id)
  const isResource = (name: string): boolean =>
    template.resources.has(name) || settings.open || modules.some((id) => name.startsWith(id))
  const resolver: Resolver = {
    template,
    origin,
    atoms,
    extended: settings.extended,
    resolve: (value) => {
      if (value.type !== 'list' && value.type !== 'map') return resolveValue(value, resolver)
      const before = resolved.get(value)
      if (before !== undefined) return before
      if (settings.work.depth >= deepest) return tooDeep(value, resolver)
      settings.work.depth += 1
      const after = resolveValue(value, resolver)
      settings.work.depth -= 1
      resolved.set(value, after)
      return after
    },
    decide: (value) => decideValue(value, resolver),
    condition: (name, at) => namedCondition(name, at, conditions, settings, resolver),
    named: (name, at) => {
      const parameter = template.parameters.get(name)
      if (parameter) {
        const value = parameters.get(name) ?? parameterValue(parameter, origin)
        parameters.set(name, value)
        return usedAt(value.type === 'list' ? resolver.limited(value, at) : value, at)
      }
      const pseudo = pseudoParameter(name, origin, at)
      if (pseudo !== undefined) return pseudo
      if (isResource(name)) return { type: 'reference', resource: prefix + name, attribute: null, at }
      const known = [...template.parameters.keys(), ...template.resources.keys(), ...pseudoParameters]
      const problem = `There is no parameter and no resource "${name}".`
      report(error('REFERENCE_NOT_FOUND', problem + didYouMean(name, known), at))
      return unknown(`there is no parameter and no resource "${name}"`, [], at)
    },
    attribute: (resource, attribute, at) => {
      if (attribute.startsWith('Outputs.')) {
        const output = settings.outputOf?.(resource, attribute.slice('Outputs.'.length), at)
        if (output) return usedAt(resolver.limited(output, at), at)
      }
      if (isResource(resource)) {
        const origin = secretOrigin(template.resources.get(resource), attribute)
        return { type: 'reference', resource: prefix + resource, attribute, ...(origin ? { origin } : {}), at }
      }
      const problem = template.parameters.has(resource)
        ? `"${resource}" is a parameter; Fn::GetAtt takes a resource. Use Ref.`
        : `There is no resource "${resource}".${didYouMean(resource, template.resources.keys())}`
      report(error('REFERENCE_NOT_FOUND', problem, at))
      return unknown(`there is no resource "${resource}"`, [], at)
    },
    join: (pieces, at) => {
      const large = tooMuchAmong(pieces, at)
      if (large) return large
      const limited = resolver.limited({ type: 'list', items: pieces, at }, at)
      return limited.type === 'list' ? joinTexts(pieces, at) : limited
    },
    limited: (value, at) => withinBudget(value, at, settings.work, report),
    report,
  }
  nameAtoms(resolver, atoms.names)
  return resolver
}

/** A file has no values this deep in each other, but a nested stack may be given what another one gives. */
const deepest = 600

function tooDeep({ at }: Value, { report }: Resolver): Value {
  report(error('TOO_DEEP', `Values depend on each other over more than ${deepest} steps here.`, at))
  return unknown('it depends on too many other values', [], at)
}

/** The function that a map calls, if it is one: a single key that is `Ref` or begins with `Fn::`. */
function calledBy(value: MapValue): { readonly name: string; readonly entry: Entry } | undefined {
  if (value.entries.size !== 1) return undefined
  const [first] = value.entries
  return first && (first[0] === 'Ref' || first[0].startsWith('Fn::')) ? { name: first[0], entry: first[1] } : undefined
}

function resolveValue(value: Value, resolver: Resolver): Value | null {
  switch (value.type) {
    case 'scalar':
      return typeof value.value === 'string' && hasDynamicReference(value.value)
        ? (joinTexts([value], value.at) ?? value)
        : value
    case 'list':
      return { ...value, items: value.items.map((item) => resolver.resolve(item)).filter((item) => item !== null) }
    case 'map': {
      const called = calledBy(value)
      return called ? call(called.name, called.entry, value.at, resolver) : resolveMap(value, resolver)
    }
    default:
      return value
  }
}

function call(name: string, { value: argument }: Entry, at: Span, resolver: Resolver): Value | null {
  const intrinsic = intrinsics.get(name)
  if (intrinsic?.resolve) {
    const made = intrinsic.resolve({ name, argument, at, resolver })
    return made && resolver.limited(made, at)
  }
  if (name.startsWith('Fn::ForEach::')) return unknown('Fn::ForEach is not expanded', [], at)
  const problem = intrinsic
    ? `${name} decides conditions; it gives no value here.`
    : `${name} is not a function that is evaluated here.`
  resolver.report(warning('FUNCTION_NOT_SUPPORTED', `${problem} Its value is taken as unknown.`, at))
  return unknown(`${name} is not evaluated`, [], at)
}

function resolveMap(value: MapValue, resolver: Resolver): MapValue {
  const entries = new Map<string, Entry>()
  let open = value.open
  for (const [key, entry] of value.entries) {
    if (key === 'Fn::Transform' || key.startsWith('Fn::ForEach::')) {
      const inner = call(key, entry, entry.key, resolver)
      if (key !== 'Fn::Transform' && !value.open) reportLoop(key, entry.key, resolver)
      open ??= inner?.type === 'unknown' ? inner.cause : undefined
      continue
    }
    const inner = resolver.resolve(entry.value)
    if (inner !== null) entries.set(key, { key: entry.key, value: inner })
  }
  return { ...value, entries, ...(open ? { open } : {}) }
}

export function reportLoop(key: string, at: Span, { report }: Pick<Resolver, 'report'>): void {
  report(
    error(
      'FUNCTION_NOT_SUPPORTED',
      `The loop ${key} is not expanded, because the template does not list the transform AWS::LanguageExtensions.`,
      at,
    ),
  )
}

/** A condition that is one comparison and nothing else lends it its name, so findings read as the author wrote. */
function nameAtoms(resolver: Resolver, names: Map<string, string>): void {
  const quiet: Resolver = { ...resolver, report: () => undefined, atoms: { ...resolver.atoms, names: new Map() } }
  for (const [name, { value }] of resolver.template.conditions) {
    const operands =
      value.type === 'map' && value.entries.size === 1 ? value.entries.get('Fn::Equals')?.value : undefined
    if (operands?.type !== 'list' || operands.items.length !== 2) continue
    if (!operands.items.every(isPlain)) continue
    const [left, right] = operands.items.map((operand) => resolveValue(operand, quiet))
    const condition = left !== undefined && right !== undefined ? equal(left, right, quiet.atoms) : always
    const [only] = atomsOf(condition)
    if (condition.op === 'atom' && only && !names.has(only.id)) names.set(only.id, resolver.origin.prefix + name)
  }
}

function isPlain(value: Value): boolean {
  return value.type === 'scalar' || (value.type === 'map' && value.entries.size === 1 && value.entries.has('Ref'))
}
