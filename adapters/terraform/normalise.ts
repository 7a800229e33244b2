import type { Entity, Normalised } from '../../model/entity.ts'
import type { Resource } from '../../model/resource.ts'
import type { Span } from '../../model/source.ts'
import type { Value } from '../../model/value.ts'
import { inputParameter } from '../mapping/input-parameter.ts'
import { normalise as normaliseResources } from '../mapping/mapping.ts'
import { plain } from '../mapping/source.ts'
import { mappings } from './kinds/index.ts'
import type { Evaluated } from './resolve/module.ts'
import { isHidden } from './resolve/variables.ts'
import { providerEntity, stackEntity } from './settings.ts'
import type { Block, Expression } from './syntax/tree.ts'

/** The entities of a root's resources, its variables and providers, and of the stack itself. */
export function normalise(
  { variables, providers, backend }: Pick<Evaluated, 'variables' | 'providers' | 'backend'>,
  resources: readonly Resource[],
  place: Span,
): Normalised {
  const made = normaliseResources(mappings, resources)
  const around = [...variables.map(variableEntity), ...providers.map(providerEntity), stackEntity(backend, place)]
  return { ...made, entities: [...made.entities, ...around] }
}

function variableEntity({ block, value }: { readonly block: Block; readonly value: Value }): Entity {
  const [name = ''] = block.labels
  const at = block.header
  const { attributes: written } = block.body
  return inputParameter({
    id: `var.${name}`,
    name,
    sort: 'variable',
    at,
    type: plain(typeText(written.get('type')?.expression), at),
    description: plain(literalText(written.get('description')?.expression), at),
    fallback: defaultOf(block, value),
    hidden: isHidden(block),
    allowed: plain(allowedValues(block), at),
  })
}

/** The default as the variable's value shows it; where another value was given, as far as it is written as a literal. */
function defaultOf(block: Block, value: Value): Value {
  const fallback = block.body.attributes.get('default')
  if (!fallback) return plain(null, block.header)
  if (value.via?.[0]?.reason !== 'default') return plain(literalText(fallback.expression), fallback.nameSpan)
  return value.type === 'list' || value.type === 'map' ? { type: 'json', value, at: value.at } : value
}

/** The type in short: `string`, `list`, `object`. */
function typeText(expression: Expression | undefined): string | null {
  if (expression?.type === 'variable' || expression?.type === 'call') return expression.name
  return literalText(expression)
}

function literalText(expression: Expression | undefined): string | null {
  return expression?.type === 'literal' && expression.value !== null ? String(expression.value) : null
}

/** The values that a `validation` block with `contains([…], var.x)` allows. */
export function allowedValues(block: Block): readonly string[] {
  for (const { type, body } of block.body.blocks) {
    const condition = type === 'validation' ? body.attributes.get('condition')?.expression : undefined
    if (condition?.type !== 'call' || condition.name !== 'contains') continue
    const [list, asked] = condition.args
    const isOwn = asked?.type === 'access' && asked.name === block.labels[0]
    if (isOwn && list?.type === 'tuple' && list.items.every((item) => item.type === 'literal')) {
      return list.items.map((item) => literalText(item) ?? '')
    }
  }
  return []
}
