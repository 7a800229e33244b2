import type { Parsed } from './syntax/parse.ts'
import type { Block, Body } from './syntax/tree.ts'

/**
 * The files of a folder as one body. Override files come last, in the order of their names: their arguments replace those
 * of the block of the same name, their nested blocks all of that type. Source: Terraform, "Override files".
 */
export function merged(files: readonly Parsed[]): Body {
  const bodies = files.filter((file) => !isOverride(file.file)).map((file) => file.body)
  const body: Body = {
    attributes: new Map(bodies.flatMap((each) => [...each.attributes])),
    blocks: bodies.flatMap((each) => each.blocks),
    ...skippedIn(files.map((file) => file.body)),
  }
  const overrides = files.filter((file) => isOverride(file.file)).sort((a, b) => (a.file < b.file ? -1 : 1))
  return overrides.reduce((base, { body: over }) => over.blocks.reduce(override, base), body)
}

function isOverride(path: string): boolean {
  return /(^|\/|_)override\.tf(\.json)?$/.test(path)
}

function override(base: Body, over: Block): Body {
  if (over.type === 'locals') return overrideLocals(base, over)
  const index = base.blocks.findIndex((block) => isSame(block, over))
  const found = base.blocks[index]
  if (!found) return { ...base, blocks: [...base.blocks, over] }
  return { ...base, blocks: base.blocks.with(index, { ...found, body: mergeBodies(found.body, over.body) }) }
}

function isSame(block: Block, over: Block): boolean {
  if (block.type !== over.type || block.labels.join('.') !== over.labels.join('.')) return false
  return over.type !== 'provider' || aliasOf(block) === aliasOf(over)
}

function aliasOf({ body }: Block): unknown {
  const alias = body.attributes.get('alias')?.expression
  return alias?.type === 'literal' ? alias.value : undefined
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
function overrideLocals(base: Body, over: Block): Body {
  const rest = new Map(over.body.attributes)
  const blocks = base.blocks.map((block): Block => {
    if (block.type !== 'locals') return block
    const attributes = [...block.body.attributes].map(([name, attribute]) => {
      const replaced = rest.get(name)
      rest.delete(name)
      return [name, replaced ?? attribute] as const
    })
    return { ...block, body: { ...block.body, attributes: new Map(attributes) } }
  })
  if (rest.size === 0) return { ...base, blocks }
  return { ...base, blocks: [...blocks, { ...over, body: { ...over.body, attributes: rest } }] }
}
