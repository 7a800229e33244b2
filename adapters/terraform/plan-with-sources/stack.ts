import { type Diagnostic, warning } from '../../../model/diagnostic.ts'
import type { Resource } from '../../../model/resource.ts'
import type { Span } from '../../../model/source.ts'
import type { Stack } from '../../../model/stack.ts'
import type { Value, Via } from '../../../model/value.ts'
import { withoutKeys } from '../plan/address.ts'
import { goneFrom } from '../plan/changes.ts'
import { asConfigured } from '../plan/normalise.ts'
import type { Plan } from '../plan/stack.ts'
import { type Adopt, adopter } from './adopt.ts'
import { collectDifferences, type Differences } from './differences.ts'
import { isOpen, type Match, matcher } from './match.ts'
import { mergeBlock, movedTo } from './merge.ts'

/**
 * A plan or state, which is the stack `alone` by itself, with the sources behind it: its values where it knows them, those of the sources where it does not, and
 * the places of the sources.
 */
export function joinedStack(plan: Plan, alone: Stack, sources: Stack): Stack {
  const differences = collectDifferences(plan.format === 'terraform-plan' ? 'plan' : 'state', sources.path)
  const computed = new WeakSet<Value>()
  const match = matcher(sources.resources)
  const adopt = adopter(plan.resources)
  const joining: Joining = { match, adopt, differences, computed, opaque: opaqueCalls(sources) }
  const resources = plan.resources.map((resource) => joined(resource, joining, plan.computed))
  const isComputed = { has: (value: Value) => computed.has(value) || plan.computed.has(value) }
  if (!plan.isPart) sayMissing(plan, sources, differences)
  return {
    ...alone,
    files: [...new Set([...alone.files, ...sources.files])].sort(),
    resources,
    outputs: joinedOutputs(plan, sources, joining),
    ...(sources.exports ? { exports: sources.exports } : {}),
    diagnostics: [...alone.diagnostics, ...sources.diagnostics.flatMap(asHint), ...differences.diagnostics()],
    normalise: (judged) => sources.normalise(asConfigured(judged, isComputed)),
  }
}

interface Joining {
  readonly match: Match
  readonly adopt: Adopt
  readonly differences: Differences
  readonly computed: WeakSet<Value>
  readonly opaque: readonly OpaqueCall[]
}

/** A module whose content is not at hand, and where it is called. */
interface OpaqueCall {
  readonly address: string
  readonly at: Span | undefined
}

function opaqueCalls({ opaque, handed = [] }: Stack): readonly OpaqueCall[] {
  return opaque.map((address, index) => ({ address, at: handed[index]?.cause.at }))
}

function joined(planned: Resource, joining: Joining, isComputed: Pick<WeakSet<Value>, 'has'>): Resource {
  const { match, adopt, differences, computed, opaque } = joining
  const source = match(planned.id)
  if (!source) {
    const call = opaque.find(({ address }) => isWithin(planned.id, address))
    if (planned.mode === 'managed' && !call) differences.onlyPlanned(planned.id, planned.at)
    return call?.at ? calledAt(planned, call.at, isComputed, computed) : planned
  }
  const properties = mergeBlock(planned.properties, source.properties, {
    differs: (path, one, other) => differences.value(planned.id, path, one, other),
    computed: (value) => {
      computed.add(value)
    },
    adopted: (value) => adopt(value, planned.id),
  })
  return { ...planned, properties, at: source.at }
}

function isWithin(id: string, module: string): boolean {
  return id.startsWith(`${module}.`) || id.startsWith(`${module}[`)
}

/** What a module makes that is not at hand stands where the module is called. */
function calledAt(
  planned: Resource,
  at: Span,
  isComputed: Pick<WeakSet<Value>, 'has'>,
  computed: WeakSet<Value>,
): Resource {
  const via: Via = { reason: 'plan', location: planned.at }
  const properties = movedTo(planned.properties, at, [via], (before, after) => {
    if (isComputed.has(before)) computed.add(after)
  })
  return properties.type === 'map' ? { ...planned, properties, at } : planned
}

function joinedOutputs({ outputs }: Plan, sources: Stack, { adopt }: Joining): ReadonlyMap<string, Value> {
  const joinedOutput = (name: string, planned: Value): Value => {
    const source = sources.outputs.get(name)
    if (!source) return planned
    return planned.type === 'unknown' ? adopt(source, '') : movedTo(planned, source.at, source.via)
  }
  return new Map([...outputs].map(([name, value]) => [name, joinedOutput(name, value)]))
}

/** What is in the sources and not in the plan was not planned; what the plan deletes is in it, and not judged. */
function sayMissing({ resources, document }: Plan, sources: Stack, differences: Differences): void {
  const gone = new Set((document ? goneFrom(document) : []).map(withoutKeys))
  const planned = matcher(resources)
  for (const { id, mode, exists, at } of sources.resources) {
    if (mode === 'data' || exists.op !== 'true' || isOpen(id) || planned(id) || gone.has(withoutKeys(id))) continue
    if (document) differences.onlyInSources(id, at)
  }
}

/** What is wrong in the sources is no gap, for the plan was read; what is not read or evaluated of them, the plan knows. */
function asHint(diagnostic: Diagnostic): readonly Diagnostic[] {
  const { code, severity, message, location } = diagnostic
  if (code === 'OPAQUE' || code === 'FUNCTION_NOT_SUPPORTED' || code === 'NOT_EVALUATED') return []
  return severity === 'error' ? [warning(code, message, location)] : [diagnostic]
}
