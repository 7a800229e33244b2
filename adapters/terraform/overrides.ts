import { type Diagnostic, error } from '../../model/diagnostic.ts'
import type { Parsed } from './syntax/parse.ts'
import type { Block, Body } from './syntax/tree.ts'

/**
 * The files of a folder as one body. Override files come last, in the order of their names: their arguments replace those
 * of the block of the same name, their nested blocks all of that type. Source: Terraform, "Override files".
 */
export function merged(files: readonly Parsed[], report: (diagnostic: Diagnostic) => void): Body {
  const bodies = files.filter((file) => !isOverride(file.file)).map((file) => file.body)
  const body: Body = {
    attributes: new Map(bodies.flatMap((each) => [...each.attributes])),
    blocks: bodies.flatMap((each) => each.blocks),
    ...skippedIn(files.map((file) => file.body)),
  }
  const overrides = files.filter((file) => isOverride(file.file)).sort((a, b) => (a.file < b.file ? -1 : 1))
  return overrides.reduce(
    (base, { body: over }) => over.blocks.reduce((so, block) => override(so, block, report), base),
    body,
  )
}

function isOverride(path: string): boolean {
  return /(^|\/|_)override\.tf(\.json)?$/.test(path)
}

function override(base: Body, over: Block, report: (diagnostic: Diagnostic) => void): Body {
  if (over.type === 'locals') return overrideLocals(base, over, report)
  const index = base.blocks.findIndex((block) => isSame(block, over))
  const found = base.blocks[index]
  if (!found) {
    if (!NAMED.has(over.type)) return { ...base, blocks: [...base.blocks, over] }
    const name = over.labels.join('.')
    const message = `Missing ${over.type} to override: there is no ${over.type} "${name}". An override file can only override a ${over.type} block defined in a primary configuration file.`
    report(error('INVALID_TEMPLATE', message, over.header))
    return base
  }
  return { ...base, blocks: base.blocks.with(index, { ...found, body: mergeBodies(found.body, over.body) }) }
}

const NAMED = new Set(['resource', 'data', 'ephemeral', 'module', 'variable', 'output', 'provider'])

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
function overrideLocals(base: Body, over: Block, report: (diagnostic: Diagnostic) => void): Body {
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
  for (const { name, nameSpan } of rest.values()) {
    const message = `Missing base local value definition to override: there is no local value named "${name}". An override file can only override a local value defined in a primary configuration file.`
    report(error('INVALID_TEMPLATE', message, nameSpan))
  }
  return { ...base, blocks }
}
