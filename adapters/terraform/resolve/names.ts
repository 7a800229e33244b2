import type { Diagnostic } from '../../../model/diagnostic.ts'
import type { Span } from '../../../model/source.ts'
import type { Value } from '../../../model/value.ts'
import type { Block, Step } from '../syntax/tree.ts'
import { readAttribute } from './block.ts'
import type { Target } from './data.ts'
import type { Declarations } from './declarations.ts'
import { Failure, fail } from './failure.ts'
import { createInstances, type Instances } from './instances.ts'
import { remembered } from './memory.ts'
import type { Files, Found, Names, Scope } from './scope.ts'
import { suggest } from './traverse.ts'
import { movedTo, plainText } from './value.ts'
import { type Input, readVariable } from './variables.ts'

export interface Surroundings {
  readonly inputs: ReadonlyMap<string, Input>
  readonly files: Files
  readonly target: Target
  readonly report: (diagnostic: Diagnostic) => void
  readonly spend: (at: Span) => void
}

export interface ModuleNames {
  readonly names: Names
  readonly instances: Instances
  readonly variable: (name: string, at: Span) => Value
  readonly local: (name: string, at: Span) => Value
}

/** What the names in a module stand for, each evaluated when it is first asked for. */
export function createNames(
  declared: Declarations,
  { inputs, files, target, report, spend }: Surroundings,
): ModuleNames {
  const chain = { open: [] }
  const names: Names = {
    files,
    report,
    spend,
    attribute: (handle, name, at) => instances.attribute(handle, name, at),
    lookUp: (name, nameAt, steps, at, around) => lookUp(name, nameAt, steps, at, around),
  }
  const instances = createInstances(declared, names, chain, target)
  const scope: Scope = { names: new Map(), module: names }

  const variables = remembered(names, chain, (name) => {
    const block = declared.variables.get(name)
    return block ? readVariable(block, inputs.get(name), names) : missing(name)
  })
  const locals = remembered(names, chain, (name) => {
    const local = declared.locals.get(name)
    return local ? readAttribute(local, scope) : missing(name)
  })

  const variable = (name: string, at: Span): Value => variables(name, `var.${name}`, at)
  const local = (name: string, at: Span): Value => locals(name, `local.${name}`, at)

  const lookUp = (name: string, nameAt: Span, steps: readonly Step[], at: Span, around: Scope): Found => {
    const [first, second] = steps
    const place = first?.type === 'access' ? first.nameSpan : at
    switch (name) {
      case 'var': {
        const wanted = nameOf(first, name, nameAt)
        if (!declared.variables.has(wanted))
          notFound(`var.${wanted}`, 'variable', wanted, declared.variables.keys(), place)
        return { value: { ...variable(wanted, at), at }, used: 1 }
      }
      case 'local': {
        const wanted = nameOf(first, name, nameAt)
        const found = declared.locals.get(wanted)
        if (!found) return notFound(`local.${wanted}`, 'local value', wanted, declared.locals.keys(), place)
        const step = { reason: 'local', location: found.expression.span } as const
        return { value: movedTo(local(wanted, at), at, step), used: 1 }
      }
      case 'path':
        return { value: pathValue(nameOf(first, name, nameAt), place, at), used: 1 }
      case 'terraform':
        return { value: terraformValue(nameOf(first, name, nameAt), place, at), used: 1 }
      case 'module':
        return moduleOutput(nameOf(first, name, nameAt), declared, steps, at)
      case 'data': {
        const type = nameOf(first, name, nameAt)
        const id = `${type}.${nameOf(second, type, nameAt)}`
        const block =
          declared.data.get(id) ?? notFound(`data.${id}`, 'data source', `data.${id}`, addressesOf(declared), at)
        const found = instances.find(block, steps.slice(2), at, around)
        return { ...found, used: found.used + 2 }
      }
      case 'each':
      case 'count':
      case 'self':
        return fail(`"${name}" has no meaning here.`, nameAt)
      default: {
        if (first?.type !== 'access') {
          const begins = 'a reference begins with var, local, data, module or a resource type'
          return fail(`"${name}" is not declared: ${begins}.`, nameAt)
        }
        const id = `${name}.${first.name}`
        const block = declared.resources.get(id) ?? notFound(id, 'resource', id, addressesOf(declared), at)
        const found = instances.find(block, steps.slice(1), at, around)
        return { ...found, used: found.used + 1 }
      }
    }
  }

  return { names, instances, variable, local }
}

function nameOf(step: Step | undefined, of: string, at: Span): string {
  return step?.type === 'access' ? step.name : fail(`"${of}" must be followed by a name.`, at)
}

function notFound(reference: string, what: string, name: string, known: Iterable<string>, at: Span): never {
  const message = `${reference} is not declared: there is no ${what} of this name.${suggest(name, known)}`
  throw new Failure(message, at, 'REFERENCE_NOT_FOUND')
}

function missing(name: string): never {
  throw new Error(`${name} was asked for though nothing declares it`)
}

function addressesOf({ resources, data }: Declarations): readonly string[] {
  return [...resources.keys(), ...[...data.keys()].map((id) => `data.${id}`)]
}

function pathValue(name: string, nameAt: Span, at: Span): Value {
  if (name === 'module' || name === 'root') return plainText('.', at)
  if (name === 'cwd') {
    return { type: 'unknown', cause: { why: 'path.cwd depends on where Terraform runs', needs: [] }, at }
  }
  return fail(`There is no "path.${name}".${suggest(name, ['module', 'root', 'cwd'])}`, nameAt)
}

function terraformValue(name: string, nameAt: Span, at: Span): Value {
  if (name === 'workspace') return plainText('default', at)
  return fail(`There is no "terraform.${name}".${suggest(name, ['workspace'])}`, nameAt)
}

/** An output of a module whose content is not read: known by its address. */
function moduleOutput(name: string, { modules }: Declarations, steps: readonly Step[], at: Span): Found {
  const block: Block = modules.get(name) ?? notFound(`module.${name}`, 'module', name, modules.keys(), at)
  const indexed = steps[1]?.type === 'index' ? 1 : 0
  const output = steps[1 + indexed]
  const cause = { why: `module.${name} is not read`, needs: [], at: block.header }
  if (output?.type !== 'access') return { value: { type: 'unknown', cause, at }, used: 1 + indexed }
  const value: Value = { type: 'unknown', cause, at }
  return { value: indexed ? value : { ...value, symbol: `module.${name}.${output.name}` }, used: 2 + indexed }
}
