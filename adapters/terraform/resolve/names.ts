import { type Diagnostic, error } from '../../../model/diagnostic.ts'
import type { Span } from '../../../model/source.ts'
import type { Value } from '../../../model/value.ts'
import type { Block, Step } from '../syntax/tree.ts'
import { readAttribute } from './block.ts'
import { type Calls, createCalls } from './calls.ts'
import type { Content, Modules } from './content.ts'
import type { Target } from './data.ts'
import type { Declarations } from './declarations.ts'
import { fail } from './failure.ts'
import { createInstances, type Instances, type Placed } from './instances.ts'
import { markSensitive } from './marks.ts'
import { type Chain, remembered } from './memory.ts'
import { providerRegion } from './providers.ts'
import type { Found, Names, Scope } from './scope.ts'
import { wrongReference } from './undeclared.ts'
import { movedTo, nothing, plainText } from './value.ts'
import { type Input, isFlagged, readVariable } from './variables.ts'

/** What all modules of a stack share. */
export interface StackScope {
  readonly chain: Chain
  readonly placed: Placed
  readonly modules: Modules
  readonly target: Target
  /** The workspace that is selected. */
  readonly workspace: string
  readonly report: (diagnostic: Diagnostic) => void
  readonly spend: Names['spend']
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
  const regions = new Map<Block, string | undefined>()
  const regionOf = (block: Block): string | undefined => {
    if (regions.has(block)) return regions.get(block)
    // A provider whose region is that of a data source of its own has none that is known.
    regions.set(block, undefined)
    const region = providerRegion(block.labels[0] ?? '', block, module)
    regions.set(block, region)
    return region
  }
  const instances = createInstances(prefix, names, stack, regionOf)

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
    const wrong = wrongReference({ name, nameAt, steps, at }, declared)
    const wanted = first?.type === 'access' ? first.name : ''
    if (wrong) {
      const address = resourceAddress(name, wanted, accessed(second))
      if (wrong.code !== 'REFERENCE_NOT_FOUND' || address === undefined) throw wrong
      names.report(error(wrong.code, wrong.message, wrong.at))
      return { value: undeclaredValue(`${prefix}${address}`, at), used: address.split('.').length - 1 + explicit(name) }
    }
    switch (name) {
      case 'var':
        return { value: { ...variable(wanted, at), at }, used: 1 }
      case 'local': {
        const location = declared.locals.get(wanted)?.expression.span ?? at
        return { value: movedTo(local(wanted, at), at, { reason: 'local', location }), used: 1 }
      }
      case 'path':
        return { value: pathValue(wanted, files.folder, at), used: 1 }
      case 'terraform':
        return { value: wanted === 'workspace' ? plainText(stack.workspace, at) : unknownPhase(at), used: 1 }
      case 'module':
        return module.calls.find(wanted, steps.slice(1), at, around)
      case 'each':
      case 'count':
      case 'self':
        return fail(MISPLACED[name], nameAt)
      case 'ephemeral':
        return { value: ephemeralValue(`${prefix}ephemeral.${wanted}.${accessed(second)}`, at), used: 2 }
      case 'data':
      case 'resource': {
        const id = `${wanted}.${accessed(second)}`
        const block = (name === 'data' ? declared.data : declared.resources).get(id) ?? missing(id)
        const found = instances.find(block, steps.slice(2), at, around)
        return { ...found, used: found.used + 2 }
      }
      default: {
        const block = declared.resources.get(`${name}.${wanted}`) ?? missing(`${name}.${wanted}`)
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
  return isFlagged(block, 'sensitive') || isFlagged(block, 'ephemeral') ? markSensitive(value) : value
}

function missing(name: string): never {
  throw new Error(`${name} was asked for though nothing declares it`)
}

function accessed(step: Step | undefined): string {
  return step?.type === 'access' ? step.name : ''
}

const MISPLACED = {
  each: 'Reference to "each" in context without for_each: the "each" object can be used only in "module" or "resource" blocks, and only when the "for_each" argument is set.',
  count:
    'Reference to "count" in non-counted context: the "count" object can only be used in "module", "resource", and "data" blocks, and only when the "count" argument is set.',
  self: 'Invalid "self" reference: the "self" object is not available in this context. This object can be used only in resource provisioner, connection, and postcondition blocks.',
} as const

function pathValue(name: string, folder: string, at: Span): Value {
  if (name !== 'cwd') return plainText(name === 'root' ? '.' : folder, at)
  const cause = { why: 'path.cwd depends on where Terraform runs', needs: [] }
  return { type: 'unknown', cause, symbol: 'path.cwd', at }
}

function unknownPhase(at: Span): Value {
  return { type: 'unknown', cause: { why: 'it depends on whether Terraform plans or applies', needs: [] }, at }
}

/** The address of the resource or data source that a reference means; `undefined` where it means something else. */
function resourceAddress(name: string, first: string, second: string): string | undefined {
  if (name === 'resource') return `${first}.${second}`
  if (name === 'data') return `data.${first}.${second}`
  return ['var', 'local', 'module', 'ephemeral'].includes(name) ? undefined : `${name}.${first}`
}

/** The word `resource` before an address is a step that the address does not have. */
function explicit(name: string): number {
  return name === 'resource' ? 1 : 0
}

/** Reported as an error, and elsewhere for all that refers to it: what is said twice of it is said of one thing. */
function undeclaredValue(address: string, at: Span): Value {
  return { type: 'unknown', cause: { why: `${address} is not declared`, needs: [], at }, symbol: address, at }
}

/** Never stored, so never known. */
function ephemeralValue(address: string, at: Span): Value {
  return { type: 'unknown', cause: { why: `${address} is read anew each time and never stored`, needs: [] }, at }
}
