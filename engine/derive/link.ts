import type { Attribute } from '../../model/attribute.ts'
import type { KindName } from '../../model/kinds/index.ts'
import type { Span } from '../../model/source.ts'
import type { Value } from '../../model/value.ts'
import type { Context } from './context.ts'

/** A link as an attribute: to an entity, to a placeholder outside, to nothing, or unknown. */
export function deriveLink(value: Value, kinds: readonly KindName[], many: boolean, context: Context): Attribute {
  const place = value.via ? { at: value.at, via: value.via } : { at: value.at }
  const target = context.follow(value, kinds)
  switch (target.state) {
    case 'none':
      return { type: 'scalar', value: null, ...place }
    case 'unknown':
      return { type: 'unknown', cause: target.cause, ...place }
    case 'entity':
      return { type: 'link', kind: target.kind, id: target.id, many, ...place }
    case 'external':
      return { type: 'link', kind: target.kind, id: placeholder(target, place.at, context), many, ...place }
  }
}

function placeholder(
  target: Extract<ReturnType<Context['follow']>, { state: 'external' }>,
  at: Span,
  context: Context,
): string {
  return context.external(target.kind, target.symbol, target, target.cause, at, context.entity.owner)
}
