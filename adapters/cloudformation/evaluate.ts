import { always, type Condition } from '../../model/condition.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Resource } from '../../model/resource.ts'
import type { Handed } from '../../model/stack.ts'
import { type Cause, entryOf, type MapValue, type Value } from '../../model/value.ts'
import type { Work } from './budget.ts'
import type { Atoms } from './compare.ts'
import { exportsOf } from './exports.ts'
import { nestedStacks } from './nested.ts'
import type { Declared } from './normalise.ts'
import { handedTo, mayHoldResources, notRead, unexpanded } from './opaque.ts'
import type { Origin } from './origin.ts'
import { refusedValue } from './parameter-limits.ts'
import { givenText } from './parameters.ts'
import { makeResolver, type Resolver } from './resolve.ts'
import { existence, readResource } from './resources.ts'
import { checkRules, domainsOf } from './rules.ts'
import { readTemplate, type Template } from './template.ts'
import { applyTransforms } from './transforms.ts'

/** What a template says, evaluated as far as can be known, with its nested stacks. */
export interface Evaluation {
  readonly template: Template
  readonly resources: readonly Resource[]
  /** Null where the condition of an output never holds. */
  readonly outputs: ReadonlyMap<string, Value | null>
  /** The names of the macros it lists. */
  readonly listed: readonly string[]
}

/** What a template stands in: nothing, or the template around it. */
export interface Surroundings {
  readonly report: (diagnostic: Diagnostic) => void
  readonly atoms: Atoms
  /** When the stack exists at all. */
  readonly exists: Condition
  /** The files of the templates around it, and its own. */
  readonly chain: readonly string[]
  readonly whole: Whole
}

/** What is gathered over a template and all of those in it. */
export interface Whole {
  readonly templates: Declared[]
  readonly files: Set<string>
  /** Files that are judged as a part of this one, should they be templates. */
  readonly nested: Set<string>
  readonly opaque: string[]
  readonly handed: Handed[]
  /** What is exported, by the symbol that an import of it has. */
  readonly exports: Map<string, Value>
  /** Templates that are deployed by themselves (stack sets). */
  readonly separate: Separate[]
  /** Why anything may be missing from it. */
  readonly causes: Cause[]
  stacks: number
  readonly work: Work
}

export interface Separate {
  readonly id: string
  readonly root: MapValue
  readonly diagnostics: readonly Diagnostic[]
  readonly origin: Origin
}

export function evaluateTemplate(root: MapValue, origin: Origin, around: Surroundings): Evaluation {
  const { report, whole } = around
  const transformed = applyTransforms(root, origin, whole.work)
  const template = readTemplate(transformed.template)
  const problems = [...transformed.diagnostics, ...template.diagnostics]
  problems.forEach(report)
  for (const file of transformed.files) {
    whole.files.add(file)
    whole.nested.add(file)
  }
  const left = unexpanded(transformed.opaque, template, report)
  whole.opaque.push(...left.names.map((name) => origin.prefix + name))
  whole.causes.push(...openCauses(left.cause, template, problems))
  whole.templates.push({ prefix: origin.prefix, parameters: template.parameters })
  const atoms: Atoms = {
    domains: new Map([...around.atoms.domains, ...domainsOf(template, origin.prefix)]),
    names: around.atoms.names,
  }
  const inner = { ...around, atoms }
  const nested = nestedStacks(template, origin, inner, () => resolver, evaluateTemplate)
  const open = left.cause !== undefined
  const { work } = whole
  const extended = transformed.listed.some(({ name }) => name === 'AWS::LanguageExtensions')
  const resolver: Resolver = makeResolver({
    template,
    origin,
    open,
    extended,
    atoms,
    work,
    outputOf: nested.outputOf,
    report,
  })
  checkParameters(resolver)
  for (const [name, { key }] of template.conditions) resolver.condition(name, key)
  checkRules(resolver)
  const resources = [...template.resources.values()].flatMap((declaration) => {
    const resource = readResource(declaration, around.exists, transformed.declaredBy.get(declaration.id), resolver)
    return resource ? withInside(resource, nested.of(declaration, resource), around) : []
  })
  const outputs = readOutputs(resolver)
  for (const [symbol, value] of exportsOf(resolver, outputs)) whole.exports.set(symbol, value)
  return { template, resources, outputs, listed: transformed.listed.map(({ name }) => name) }
}

/** A resource and what is inside it; where that is not known it is opaque, which is said unless it was. */
function withInside(
  resource: Resource,
  inside: readonly Resource[] | 'refused' | undefined,
  { whole, report }: Surroundings,
): readonly Resource[] {
  if (typeof inside === 'object') return [resource, ...inside]
  if (!mayHoldResources(resource)) return [resource]
  whole.opaque.push(resource.id)
  whole.handed.push(handedTo(resource))
  if (inside === undefined) report(notRead(resource))
  return [resource]
}

/** What was left out of a template, or is not expanded, may be anything. */
function openCauses(cause: Cause | undefined, { at }: Template, problems: readonly Diagnostic[]): readonly Cause[] {
  if (cause) return [cause]
  const problem = problems.find(({ severity }) => severity === 'error')
  return problem ? [{ why: 'a part of the template could not be read', needs: [], at: problem.location ?? at }] : []
}

function checkParameters({ template, origin, report }: Resolver): void {
  for (const parameter of template.parameters.values()) {
    const value = givenText(origin, parameter.name)
    const written = parameter.default
    const ofDefault = written && refusedValue(parameter, String(written.value), written.at, false)
    const ofGiven = value === undefined ? undefined : refusedValue(parameter, value, parameter.at, true)
    for (const problem of [ofDefault, ofGiven]) if (problem) report(problem)
  }
}

function readOutputs(resolver: Resolver): ReadonlyMap<string, Value | null> {
  const outputs = new Map<string, Value | null>()
  for (const [name, { value: body }] of resolver.template.outputs) {
    const written = entryOf(body, 'Value')?.value
    if (!written) continue
    const condition = body.type === 'map' ? existence(body, resolver) : always
    const value = condition.op === 'false' ? null : resolver.resolve(written)
    const isSure = condition.op === 'true' || value === null
    outputs.set(name, isSure ? value : { type: 'choice', condition, then: value, otherwise: null, at: value.at })
  }
  return outputs
}
