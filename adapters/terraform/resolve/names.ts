import type { Diagnostic } from '../../../model/diagnostic.ts'
import type { Span } from '../../../model/source.ts'
import type { Value } from '../../../model/value.ts'
import type { Block, Step } from '../syntax/tree.ts'
import { readAttribute } from './block.ts'
import { type Calls, createCalls } from './calls.ts'
import type { Content, Modules } from './content.ts'
import type { Target } from './data.ts'
import type { Declarations } from './declarations.ts'
import { Failure, fail } from './failure.ts'
import { createInstances, type Instances, type Placed } from './instances.ts'
import { markSensitive } from './marks.ts'
import { type Chain, remembered } from './memory.ts'
import type { Found, Names, Scope } from './scope.ts'
import { suggest } from './traverse.ts'
import { movedTo, nothing, plainText } from './value.ts'
import { type Input, readVariable } from './variables.ts'

/** What all modules of a stack share. */
export interface StackScope {
  readonly chain: Chain
  readonly placed: Placed
  readonly modules: Modules
  readonly target: Target
  readonly report: (diagnostic: Diagnostic) => void
  readonly spend: (at: Span) => void
}

/** What a module is given by its caller. */
export interface Surroundings {
  /** What stands before the addresses of what it declares: `module.fn["a"].`; nothing for the root. */
  readonly prefix: string
  readonly inputs: (name: string) => Input | undefined
  /** The call that made it, and who calls; undefined for the root. */
  readonly caller: { readonly block: Block; readonly module: ModuleNames } | undefined
}

/** A module with values for its variables: each thing in it is evaluated when it is first asked for. */
export interface ModuleNames {
  readonly prefix: string
  readonly names: Names
  /** Where nothing is bound but the names of the module. */
  readonly scope: Scope
  readonly instances: Instances
  readonly calls: Calls
  readonly declared: Declarations
  readonly caller: Surroundings['caller']
  readonly variable: (name: string, at: Span) => Value
  readonly local: (name: string, at: Span) => Value
  readonly output: (name: string, at: Span) => Value
}

export function createModule(content: Content, around: Surroundings, stack: StackScope): ModuleNames {
  const { declared, files } = content
  const { prefix, inputs, caller } = around
  const { chain, report, spend } = stack
  const names: Names = {
    prefix,
    files,
    report,
    spend,
    attribute: (handle, name, at) =>
      stack.placed.get(handle.resource)?.(name, at, handle) ?? { ...handle, attribute: name, at },
    lookUp: (name, nameAt, steps, at, around) => lookUp(name, nameAt, steps, at, around),
  }
  const scope: Scope = { names: new Map(), module: names }
  const instances = createInstances(prefix, names, stack)

  const variables = remembered(names, chain, (name) => {
    const block = declared.variables.get(name)
    return block ? readVariable(block, inputs(name), names) : missing(name)
  })
  const locals = remembered(names, chain, (name) => {
    const local = declared.locals.get(name)
    return local ? readAttribute(local, scope) : missing(name)
  })
  const outputs = remembered(names, chain, (name) => {
    const block = declared.outputs.get(name)
    return block ? readOutput(block, scope) : missing(name)
  })

  const variable = (name: string, at: Span): Value => variables(name, `${prefix}var.${name}`, at)
  const local = (name: string, at: Span): Value => locals(name, `${prefix}local.${name}`, at)
  const output = (name: string, at: Span): Value => outputs(name, `${prefix}output.${name}`, at)

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
        return { value: pathValue(nameOf(first, name, nameAt), files.folder, place, at), used: 1 }
      case 'terraform':
        return { value: terraformValue(nameOf(first, name, nameAt), place, at), used: 1 }
      case 'module': {
        return module.calls.find(nameOf(first, name, nameAt), steps.slice(1), at, around)
      }
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

  const module: ModuleNames = {
    prefix,
    names,
    scope,
    instances,
    declared,
    caller,
    variable,
    local,
    output,
    get calls() {
      return calls
    },
  }
  const calls = createCalls(content, module, stack, createModule)
  return module
}

function readOutput(block: Block, scope: Scope): Value {
  const attribute = block.body.attributes.get('value')
  if (!attribute) return nothing(block.header)
  const value = readAttribute(attribute, scope)
  const hidden = block.body.attributes.get('sensitive')?.expression
  return hidden?.type === 'literal' && hidden.value === true ? markSensitive(value) : value
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

function pathValue(name: string, folder: string, nameAt: Span, at: Span): Value {
  if (name === 'module' || name === 'root') return plainText(name === 'root' ? '.' : folder, at)
  if (name === 'cwd') {
    return { type: 'unknown', cause: { why: 'path.cwd depends on where Terraform runs', needs: [] }, at }
  }
  return fail(`There is no "path.${name}".${suggest(name, ['module', 'root', 'cwd'])}`, nameAt)
}

function terraformValue(name: string, nameAt: Span, at: Span): Value {
  if (name === 'workspace') return plainText('default', at)
  return fail(`There is no "terraform.${name}".${suggest(name, ['workspace'])}`, nameAt)
}
