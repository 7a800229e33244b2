import type { Block } from '../syntax/tree.ts'
import { addressOf, type Declarations } from './declarations.ts'
import { Failure } from './failure.ts'
import type { Mention } from './references.ts'
import { suggest } from './traverse.ts'

/** What is wrong with a reference whatever the values are: that it names nothing that is declared. In Terraform's words. */
export function wrongReference({ name, nameAt, steps, at }: Mention, declared: Declarations): Failure | undefined {
  const [first, second] = steps
  const place = first?.type === 'access' ? first.nameSpan : at
  const of = (step: typeof first): string | undefined => (step?.type === 'access' ? step.name : undefined)
  const wanted = of(first)
  switch (name) {
    case 'each':
    case 'count':
    case 'self':
      return undefined
    case 'var':
      if (wanted === undefined) return notDirectly(name, nameAt)
      return declared.variables.has(wanted) ? undefined : noVariable(wanted, declared, place)
    case 'local':
      if (wanted === undefined) return notDirectly(name, nameAt)
      return declared.locals.has(wanted)
        ? undefined
        : absent(
            `Reference to undeclared local value: a local value with the name "${wanted}" has not been declared.${suggest(wanted, declared.locals.keys())}`,
            place,
          )
    case 'module':
      if (wanted === undefined) return notDirectly(name, nameAt)
      return declared.modules.has(wanted)
        ? undefined
        : absent(
            `Reference to undeclared module: no module call named "${wanted}" is declared in this module.${suggest(wanted, declared.modules.keys())}`,
            place,
          )
    case 'path':
      return noAttribute(name, wanted, ['module', 'root', 'cwd'], place)
    case 'terraform':
      return noAttribute(name, wanted, ['workspace', 'applying'], place)
    case 'resource':
    case 'data':
    case 'ephemeral': {
      const inner = of(second)
      if (wanted !== undefined && inner !== undefined) return noResource(name, wanted, inner, declared, at)
      const message = `Invalid reference: the "${name}" object must be followed by two attribute names: the type and the name of a resource.`
      return new Failure(message, nameAt)
    }
    default: {
      if (wanted !== undefined) return noResource('resource', name, wanted, declared, at)
      const message = `Invalid reference: a reference to a resource type must be followed by at least one attribute access, specifying the resource name; "${name}" is none. Other references begin with var, local, data or module.`
      return new Failure(message, nameAt)
    }
  }
}

/**
 * What is wrong with an index right after the name of a resource or module call: that there is one alone of it, or that
 * an attribute of an instance is asked for with brackets.
 */
export function wrongIndex({ name, steps }: Mention, declared: Declarations): Failure | undefined {
  const isExplicit = name === 'data' || name === 'module' || name === 'resource'
  if (!isExplicit && NO_RESOURCES.has(name)) return undefined
  const length = name === 'data' || name === 'resource' ? 2 : 1
  const id = steps.slice(0, length).map((step) => (step.type === 'access' ? step.name : ''))
  const last = steps[length - 1]
  const [key, next] = steps.slice(length).map(literalKey)
  if (last?.type !== 'access' || !key || !areAdjacent(last.nameSpan, key, 1)) return undefined
  const block = blockOf(name, isExplicit ? id : [name, ...id], declared)
  if (!block || block.body.skipped) return undefined
  const { attributes } = block.body
  if (name !== 'module' && !attributes.has('count') && !attributes.has('for_each')) {
    const address = addressOf(block)
    const message = `Unexpected resource instance key: because ${address} does not have "count" or "for_each" set, references to it must not include an index key. Remove the bracketed index to refer to the single instance of this resource.`
    return new Failure(message, key)
  }
  if (!next || !areAdjacent(key, next, 2)) return undefined
  const message =
    name === 'module'
      ? 'Invalid reference: module instance objects do not support this operation.'
      : 'Invalid index operation: only attribute access is allowed here.'
  return new Failure(message, next)
}

const NO_RESOURCES = new Set(['count', 'each', 'ephemeral', 'local', 'path', 'self', 'terraform', 'var'])

function literalKey(step: Mention['steps'][number]): Failure['at'] | undefined {
  return step.type === 'index' && step.key.type === 'literal' ? step.key.span : undefined
}

/** Whether there is nothing but brackets between two places: no parenthesis, which would begin another expression. */
function areAdjacent(left: Failure['at'], right: Failure['at'], columns: number): boolean {
  return left.endLine === right.startLine && left.endColumn + columns === right.startColumn
}

function blockOf(name: string, id: readonly string[], { modules, data, resources }: Declarations): Block | undefined {
  const known = name === 'module' ? modules : name === 'data' ? data : resources
  return known.get(id.join('.'))
}

function notDirectly(name: string, at: Failure['at']): Failure {
  return new Failure(
    `Invalid reference: the "${name}" object cannot be accessed directly. Instead, access one of its attributes.`,
    at,
  )
}

function absent(message: string, at: Failure['at']): Failure {
  return new Failure(message, at, 'REFERENCE_NOT_FOUND')
}

function noVariable(name: string, { variables }: Declarations, at: Failure['at']): Failure {
  const hint = suggest(name, variables.keys()) || ` This variable can be declared with a variable "${name}" {} block.`
  return absent(
    `Reference to undeclared input variable: an input variable with the name "${name}" has not been declared.${hint}`,
    at,
  )
}

function noAttribute(
  of: string,
  name: string | undefined,
  known: readonly string[],
  at: Failure['at'],
): Failure | undefined {
  if (name !== undefined && known.includes(name)) return undefined
  const message = `Invalid "${of}" attribute: the "${of}" object does not have an attribute named "${name ?? ''}".${suggest(name ?? '', known)}`
  return new Failure(message, at)
}

function noResource(
  mode: 'resource' | 'data' | 'ephemeral',
  type: string,
  name: string,
  { resources, data, ephemeral }: Declarations,
  at: Failure['at'],
): Failure | undefined {
  const id = `${type}.${name}`
  const known = { resource: resources, data, ephemeral }[mode]
  if (known.has(id)) return undefined
  const what = { resource: 'A managed resource', data: 'A data resource', ephemeral: 'An ephemeral resource' }[mode]
  const all = [...resources.keys(), ...[...data.keys()].map((each) => `data.${each}`)]
  const message = `Reference to undeclared resource: ${what.charAt(0).toLowerCase()}${what.slice(1)} "${type}" "${name}" has not been declared in this module.${suggest(mode === 'resource' ? id : `${mode}.${id}`, all)}`
  return absent(message, at)
}
