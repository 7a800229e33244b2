import type { Attribute, DerivedEntity, MapAttribute } from '../../model/attribute.ts'
import type { Cause } from '../../model/value.ts'
import { effectOf, isUnconditional, statementsOf } from './statement.ts'

/** What limits the statements of an entity. */
export interface Limits {
  readonly denials: readonly Clause[]
  readonly boundary: Boundary | undefined
}

/** A statement that takes something away, or lets it through. */
export interface Clause {
  readonly statement: MapAttribute
  /** Why it may not do so. */
  readonly unsure: Cause | undefined
}

export interface Boundary {
  readonly attribute: Attribute
  readonly allows: readonly Clause[]
  readonly open: Cause | undefined
}

/** `undefined` where nothing is taken away, which is nearly always. */
export function limitsOf({ attributes }: DerivedEntity): Limits | undefined {
  const own = statementsOf(attributes).known.flatMap(denialOf)
  const attribute = attributes.entries.get('boundary')
  const isBound = attribute !== undefined && !(attribute.type === 'scalar' && attribute.value === null)
  if (own.length === 0 && !isBound) return undefined
  if (!isBound) return { denials: own, boundary: undefined }
  if (attribute.type !== 'map') {
    const open = attribute.type === 'unknown' ? attribute.cause : { why: 'the boundary is not known', needs: [] }
    return { denials: own, boundary: { attribute, allows: [], open } }
  }
  const { known, open } = statementsOf(attribute)
  const boundary = { attribute, allows: known.flatMap(allowOf), open }
  return { denials: [...own, ...known.flatMap(denialOf)], boundary }
}

/** A statement as a Deny without condition, or what may be one. */
function denialOf(statement: MapAttribute): readonly Clause[] {
  const effect = effectOf(statement)
  if (effect === 'Allow') return []
  const always = isUnconditional(statement)
  if (always === false) return []
  return [{ statement, unsure: effect === 'Deny' ? (always === true ? undefined : always) : effect }]
}

function allowOf(statement: MapAttribute): readonly Clause[] {
  const effect = effectOf(statement)
  return effect === 'Deny' ? [] : [{ statement, unsure: effect === 'Allow' ? undefined : effect }]
}
