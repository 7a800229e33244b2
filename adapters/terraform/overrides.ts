import { type Diagnostic, error } from '../../model/diagnostic.ts'
import type { Parsed } from './syntax/parse.ts'
import type { Block, Body } from './syntax/tree.ts'

/**
 * The files of a folder as one body. Override files come last, in the order of their names: their arguments replace those
 * of the block of the same name, their nested blocks all of that type. Source: Terraform, "Override files".
 */
export function merged(files: readonly Parsed[], report: (diagnostic: Diagnostic) => void): Body {
  const bodies = files.filter((file) => !isOverride(file.file)).map((file) => file.body)
  const base = bodies.flatMap((each) => each.blocks)
  const overrides = files.filter((file) => isOverride(file.file)).sort((a, b) => (a.file < b.file ? -1 : 1))
  return {
    attributes: new Map(bodies.flatMap((each) => [...each.attributes])),
    blocks: overridden(
      base,
      overrides.flatMap(({ body }) => body.blocks),
      report,
    ),
    ...skippedIn(files.map((file) => file.body)),
  }
}

function isOverride(path: string): boolean {
  return /(^|\/|_)override\.(tf|tofu)(\.json)?$/.test(path)
}

function overridden(
  base: readonly Block[],
  overrides: readonly Block[],
  report: (diagnostic: Diagnostic) => void,
): readonly Block[] {
  const blocks = [...base]
  const places = new Map<string, number>()
  for (const [index, block] of base.entries()) {
    const key = keyOf(block)
    if (!places.has(key)) places.set(key, index)
  }
  for (const over of overrides) {
    if (over.type === 'locals') {
      overrideLocals(blocks, over, report)
      continue
    }
    const index = places.get(keyOf(over))
    const found = index === undefined ? undefined : blocks[index]
    if (found && index !== undefined) blocks[index] = { ...found, body: mergeBodies(found.body, over.body) }
    else if (NAMED.has(over.type)) report(nothingToOverride(over))
    else blocks.push(over)
  }
  return blocks
}

const NAMED = new Set(['resource', 'data', 'ephemeral', 'module', 'variable', 'output', 'provider'])

function nothingToOverride({ type, labels, header }: Block): Diagnostic {
  const message = `Missing ${type} to override: there is no ${type} "${labels.join('.')}". An override file can only override a ${type} block defined in a primary configuration file.`
  return error('INVALID_TEMPLATE', message, header)
}

function keyOf({ type, labels, body }: Block): string {
  const alias = type === 'provider' ? body.attributes.get('alias')?.expression : undefined
  return JSON.stringify([type, ...labels, alias?.type === 'literal' ? alias.value : null])
}

function mergeBodies(base: Body, over: Body): Body {
  const replaced = new Set(over.blocks.map(({ type, labels }) => (type === 'dynamic' ? labels[0] : type)))
  const kept = base.blocks.filter(({ type, labels }) => !replaced.has(type === 'dynamic' ? labels[0] : type))
  return {
    attributes: new Map([...base.attributes, ...over.attributes]),
    blocks: [...kept, ...over.blocks],
    ...skippedIn([base, over]),
  }
}

function skippedIn(bodies: readonly Body[]): Pick<Body, 'skipped'> {
  const skipped = bodies.find((body) => body.skipped)?.skipped
  return skipped ? { skipped } : {}
}

/** A local value is overridden by its name, in whichever block it stands. */
function overrideLocals(blocks: Block[], over: Block, report: (diagnostic: Diagnostic) => void): void {
  const rest = new Map(over.body.attributes)
  for (const [index, block] of blocks.entries()) {
    if (block.type !== 'locals') continue
    const attributes = [...block.body.attributes].map(([name, attribute]) => {
      const replaced = rest.get(name)
      rest.delete(name)
      return [name, replaced ?? attribute] as const
    })
    blocks[index] = { ...block, body: { ...block.body, attributes: new Map(attributes) } }
  }
  for (const { name, nameSpan } of rest.values()) {
    const message = `Missing base local value definition to override: there is no local value named "${name}". An override file can only override a local value defined in a primary configuration file.`
    report(error('INVALID_TEMPLATE', message, nameSpan))
  }
}
