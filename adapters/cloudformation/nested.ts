import { and } from '../../model/condition.ts'
import { error, warning } from '../../model/diagnostic.ts'
import type { Resource } from '../../model/resource.ts'
import type { Span } from '../../model/source.ts'
import { entryOf, unknown, type Value } from '../../model/value.ts'
import type { Evaluation, evaluateTemplate, Surroundings } from './evaluate.ts'
import { textOf } from './intrinsic.ts'
import { type Found, templateOf } from './nested-template.ts'
import type { Origin } from './origin.ts'
import type { Resolver } from './resolve.ts'
import { existence, pushedDown, readProperties } from './resources.ts'
import { didYouMean } from './suggest.ts'
import type { Declaration, Template } from './template.ts'

/** The stacks inside a template whose own templates are here. */
export interface NestedStacks {
  /** The resources inside a stack; `undefined` where its template is elsewhere. Why one here is not read is said. */
  readonly of: (declaration: Declaration, resource: Resource) => readonly Resource[] | 'refused' | undefined
  readonly outputOf: (stack: string, output: string, at: Span) => Value | undefined
}

/**
 * Nested stacks are evaluated when something asks for them: their outputs may be given to others. Their templates lie
 * beside the one around them, as the packaging command expects.
 * Source: CloudFormation User Guide, "AWS::CloudFormation::Stack"; AWS CLI, "cloudformation package".
 */
export function nestedStacks(
  template: Template,
  origin: Origin,
  around: Surroundings,
  resolverOf: () => Resolver,
  evaluate: typeof evaluateTemplate,
): NestedStacks {
  const known = new Map<string, Evaluation | 'evaluating' | 'refused' | undefined>()
  const open = (declaration: Declaration): Evaluation | 'evaluating' | 'refused' | undefined => {
    const { id } = declaration
    if (known.has(id)) return known.get(id)
    known.set(id, 'evaluating')
    const resolver = resolverOf()
    const found = templateOf(declaration, origin, around, resolver)
    const isHere = typeof found === 'object'
    known.set(id, isHere ? evaluateInside(declaration, found, { origin, around, resolver, evaluate }) : found)
    return known.get(id)
  }
  return {
    of: (declaration, resource) => {
      if (declaration.type === 'AWS::CloudFormation::StackSet')
        return separate(declaration, resource, origin, around, resolverOf())
      if (declaration.type !== 'AWS::CloudFormation::Stack') return undefined
      const inside = open(declaration)
      if (inside === 'evaluating') return 'refused'
      return typeof inside === 'object' ? inside.resources : inside
    },
    outputOf: (stack, output, at) => {
      const declaration = template.resources.get(stack)
      const inside = declaration?.type === 'AWS::CloudFormation::Stack' ? open(declaration) : undefined
      if (inside === undefined || inside === 'refused') return undefined
      if (inside === 'evaluating') return circle(stack, output, at, around)
      return inside.outputs.get(output) ?? noOutput(stack, output, inside, at, around)
    },
  }
}

function circle(stack: string, output: string, at: Span, { report }: Surroundings): Value {
  const problem = `What "${stack}" is given depends on its own output "${output}". Break the circle.`
  report(error('REFERENCE_CYCLE', problem, at))
  return unknown(`the output ${output} of ${stack} depends on itself`, [], at)
}

/** An output that is not there, or not there under its condition. */
function noOutput(stack: string, output: string, inside: Evaluation, at: Span, { report }: Surroundings): Value {
  if (!inside.outputs.has(output) && inside.template.loops.length === 0) {
    const problem = `"${stack}" has no output "${output}".${didYouMean(output, inside.outputs.keys())}`
    report(error('REFERENCE_NOT_FOUND', problem, at))
  }
  return unknown(`${stack} has no output "${output}"`, [], at)
}

interface Inside {
  readonly origin: Origin
  readonly around: Surroundings
  readonly resolver: Resolver
  readonly evaluate: typeof evaluateTemplate
}

function evaluateInside(
  declaration: Declaration,
  found: Found,
  { origin, around, resolver, evaluate }: Inside,
): Evaluation {
  const { id, body, at } = declaration
  found.diagnostics.forEach(around.report)
  const parameters = pushedDown(readProperties(declaration, resolver).entries.get('Parameters')?.value ?? null)
  const bound = new Map<string, Value>()
  if (parameters?.type === 'map') for (const [name, { value }] of parameters.entries) bound.set(name, value)
  const given = { ...origin.given, parameters: textsOf(bound) }
  const inner: Origin = { ...origin, file: found.file, given, prefix: `${origin.prefix}${id}/`, bound }
  const evaluation = evaluate(found.root, inner, {
    ...around,
    exists: and(around.exists, existence(body, resolver)),
    chain: found.isFile ? [...around.chain, found.file.path] : around.chain,
  })
  checkGiven(id, parameters, evaluation.template, at, around.report)
  return evaluation
}

/** What is given as a text, for macros. */
function textsOf(bound: ReadonlyMap<string, Value>): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  for (const [name, value] of bound) {
    const text = textOf(value)
    if (text !== undefined) texts.set(name, text)
  }
  return texts
}

/** Parameters that a nested stack needs and does not get, or gets and does not declare. */
function checkGiven(
  id: string,
  given: Value | null,
  { parameters }: Template,
  at: Span,
  report: Surroundings['report'],
): void {
  if (given !== null && given.type !== 'map') return
  for (const [name, { key }] of given?.entries ?? []) {
    if (parameters.has(name)) continue
    const problem = `"${id}" is given "${name}", but its template declares no such parameter.`
    report(warning('PARAMETER_NOT_DECLARED', problem + didYouMean(name, parameters.keys()), key))
  }
  for (const { name, default: fallback } of parameters.values()) {
    if (fallback || given?.entries.has(name)) continue
    report(warning('INVALID_VALUE', `"${id}" is given no "${name}", which its template needs.`, at))
  }
}

/** A stack set is deployed to other accounts and regions: a stack of its own, to which only texts are given. */
function separate(
  declaration: Declaration,
  resource: Resource,
  origin: Origin,
  around: Surroundings,
  resolver: Resolver,
): readonly Resource[] | 'refused' | undefined {
  const found = templateOf(declaration, origin, around, resolver)
  if (typeof found !== 'object') return found
  const bound = new Map<string, Value>()
  const list = resource.properties.entries.get('Parameters')?.value
  for (const item of list?.type === 'list' ? list.items : []) {
    const name = textOf(entryOf(item, 'ParameterKey')?.value)
    const value = entryOf(item, 'ParameterValue')?.value
    if (name === undefined || !value) continue
    const symbol = `${resource.id}.${name}`
    bound.set(name, value.type === 'scalar' ? value : { ...unknown(`${resource.id} gives it`, [], value.at), symbol })
  }
  const id = `${around.chain[0] ?? origin.file.path}/${resource.id}`
  const given = { parameters: textsOf(bound), variables: origin.given.variables }
  const inner: Origin = { ...origin, file: found.file, given, prefix: '', bound, deployedTo: {} }
  around.whole.separate.push({ id, root: found.root, diagnostics: found.diagnostics, origin: inner })
  return []
}
