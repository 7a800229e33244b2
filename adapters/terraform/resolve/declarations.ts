import { type Diagnostic, error } from '../../../model/diagnostic.ts'
import type { Attribute, Block, Body } from '../syntax/tree.ts'
import { suggest } from './traverse.ts'

/** What a module declares, by name; resources and data sources by type and name. */
export interface Declarations {
  readonly variables: ReadonlyMap<string, Block>
  readonly locals: ReadonlyMap<string, Attribute>
  readonly resources: ReadonlyMap<string, Block>
  readonly data: ReadonlyMap<string, Block>
  readonly modules: ReadonlyMap<string, Block>
  readonly outputs: ReadonlyMap<string, Block>
  readonly providers: readonly Block[]
}

const LABELS: Readonly<Record<string, readonly string[]>> = {
  variable: ['a name'],
  output: ['a name'],
  module: ['a name'],
  provider: ['a name'],
  check: ['a name'],
  resource: ['a type', 'a name'],
  data: ['a type', 'a name'],
  ephemeral: ['a type', 'a name'],
  action: ['a type', 'a name'],
  locals: [],
  terraform: [],
  moved: [],
  import: [],
  removed: [],
}

/** Sorts the blocks of a module; what Terraform would not accept is reported and left out. */
export function declarationsOf(body: Body, report: (diagnostic: Diagnostic) => void): Declarations {
  const maps = { variable: named(), output: named(), module: named(), resource: named(), data: named() }
  const locals = new Map<string, Attribute>()
  for (const attribute of body.attributes.values()) {
    if (attribute.expression.type === 'invalid') continue
    const message = `An argument is not expected here: "${attribute.name}" belongs into a block.`
    report(error('INVALID_TEMPLATE', message, attribute.nameSpan))
  }
  for (const block of body.blocks) {
    if (!isWellFormed(block, report)) continue
    if (block.type === 'locals') addLocals(block, locals, report)
    const map = Object.hasOwn(maps, block.type) ? maps[block.type as keyof typeof maps] : undefined
    if (map) addBlock(block, map, report)
  }
  return {
    variables: maps.variable,
    locals,
    resources: maps.resource,
    data: maps.data,
    modules: maps.module,
    outputs: maps.output,
    providers: body.blocks.filter((block) => block.type === 'provider'),
  }
}

function named(): Map<string, Block> {
  return new Map()
}

function isWellFormed(block: Block, report: (diagnostic: Diagnostic) => void): boolean {
  const wanted = Object.hasOwn(LABELS, block.type) ? LABELS[block.type] : undefined
  if (!wanted) {
    const message = `Blocks of type "${block.type}" are not expected here.${suggest(block.type, Object.keys(LABELS))}`
    report(error('INVALID_TEMPLATE', message, block.header))
    return false
  }
  if (block.labels.length === wanted.length) return true
  const needs = wanted.length === 0 ? 'no label' : wanted.join(' and ')
  report(error('INVALID_TEMPLATE', `A "${block.type}" block needs ${needs} after its type.`, block.header))
  return false
}

function addLocals(block: Block, locals: Map<string, Attribute>, report: (diagnostic: Diagnostic) => void): void {
  for (const [name, attribute] of block.body.attributes) {
    if (locals.has(name)) report(error('DUPLICATE_KEY', `local.${name} is declared twice.`, attribute.nameSpan))
    else locals.set(name, attribute)
  }
}

function addBlock(block: Block, map: Map<string, Block>, report: (diagnostic: Diagnostic) => void): void {
  const id = block.labels.join('.')
  if (!map.has(id)) {
    map.set(id, block)
    return
  }
  const first = map.get(id)
  const where = first ? ` The first one is at ${first.header.file}:${first.header.startLine}.` : ''
  report(error('DUPLICATE_KEY', `This ${block.type} "${id}" is declared twice.${where}`, block.header))
}

/** Its address within its module: `aws_sqs_queue.jobs`, `data.aws_region.current`, `module.network`. */
export function addressOf({ type, labels }: Block): string {
  return type === 'resource' ? labels.join('.') : `${type}.${labels.join('.')}`
}
