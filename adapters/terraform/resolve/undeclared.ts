import type { Declarations } from './declarations.ts'
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
