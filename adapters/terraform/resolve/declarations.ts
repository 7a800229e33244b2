import { type Diagnostic, error } from '../../../model/diagnostic.ts'
import type { Span } from '../../../model/source.ts'
import type { Attribute, Block, Body } from '../syntax/tree.ts'
import { checkStructure } from './structure.ts'

/** What a module declares, by name; resources and data sources by type and name. */
export interface Declarations {
  readonly variables: ReadonlyMap<string, Block>
  readonly locals: ReadonlyMap<string, Attribute>
  readonly resources: ReadonlyMap<string, Block>
  readonly data: ReadonlyMap<string, Block>
  readonly ephemeral: ReadonlyMap<string, Block>
  readonly modules: ReadonlyMap<string, Block>
  readonly outputs: ReadonlyMap<string, Block>
  readonly providers: readonly Block[]
  /** Where the state is kept. */
  readonly backend: Block | undefined
}

/** Sorts the blocks of a module; what Terraform would not accept is reported and left out. */
export function declarationsOf(body: Body, report: (diagnostic: Diagnostic) => void): Declarations {
  const maps = {
    variable: named(),
    output: named(),
    module: named(),
    resource: named(),
    data: named(),
    ephemeral: named(),
  }
  const locals = new Map<string, Attribute>()
  for (const attribute of body.attributes.values()) {
    if (attribute.expression.type === 'invalid') continue
    const message = `Unsupported argument: an argument named "${attribute.name}" is not expected here; it belongs into a block.`
    report(error('INVALID_TEMPLATE', message, attribute.nameSpan))
  }
  for (const block of body.blocks) {
    if (!checkStructure(block, report)) continue
    if (block.type === 'locals') addLocals(block, locals, report)
    const map = Object.hasOwn(maps, block.type) ? maps[block.type as keyof typeof maps] : undefined
    if (map) addBlock(block, map, report)
  }
  return {
    variables: maps.variable,
    locals,
    resources: maps.resource,
    data: maps.data,
    ephemeral: maps.ephemeral,
    modules: maps.module,
    outputs: maps.output,
    providers: body.blocks.filter((block) => block.type === 'provider'),
    backend: body.blocks
      .filter(({ type }) => type === 'terraform')
      .flatMap(({ body: settings }) => settings.blocks.filter(({ type }) => type === 'backend'))
      .at(-1),
  }
}

function named(): Map<string, Block> {
  return new Map()
}

function addLocals(block: Block, locals: Map<string, Attribute>, report: (diagnostic: Diagnostic) => void): void {
  for (const [name, attribute] of block.body.attributes) {
    const first = locals.get(name)
    if (!first) {
      locals.set(name, attribute)
      continue
    }
    const message = `Duplicate local value definition: a local value named "${name}" was already defined at ${placeOf(first.nameSpan)}. Local value names must be unique within a module.`
    report(error('DUPLICATE_KEY', message, attribute.nameSpan))
  }
}

function addBlock(block: Block, map: Map<string, Block>, report: (diagnostic: Diagnostic) => void): void {
  const id = block.labels.join('.')
  const first = map.get(id)
  if (!first) {
    map.set(id, block)
    return
  }
  report(error('DUPLICATE_KEY', duplicate(block, placeOf(first.header)), block.header))
}

function duplicate({ type, labels }: Block, place: string): string {
  const name = labels.at(-1)
  switch (type) {
    case 'variable':
      return `Duplicate variable declaration: a variable named "${name}" was already declared at ${place}. Variable names must be unique within a module.`
    case 'output':
      return `Duplicate output definition: an output named "${name}" was already defined at ${place}. Output names must be unique within a module.`
    case 'module':
      return `Duplicate module call: a module call named "${name}" was already defined at ${place}. Module calls must have unique names within a module.`
    default: {
      const what = type === 'data' ? 'data resource' : 'resource'
      return `Duplicate ${type} "${labels[0]}" configuration: a ${labels[0]} ${what} named "${name}" was already declared at ${place}. Resource names must be unique per type in each module.`
    }
  }
}

function placeOf({ file, startLine }: Span): string {
  return `${file}:${startLine}`
}

/** Its address within its module: `aws_sqs_queue.jobs`, `data.aws_region.current`, `module.network`. */
export function addressOf({ type, labels }: Block): string {
  return type === 'resource' ? labels.join('.') : `${type}.${labels.join('.')}`
}
