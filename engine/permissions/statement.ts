import type { Attribute, ListAttribute, MapAttribute } from '../../model/attribute.ts'
import type { Cause } from '../../model/value.ts'
import { listAt } from '../attributes.ts'

/** What a statement's list holds: the texts that are known, and why there may be more. */
export interface Texts {
  readonly known: readonly string[]
  readonly items: readonly Attribute[]
  readonly open: Cause | undefined
}

/** The texts of a list of a statement: its actions, its principals' names. */
export function textsAt(statement: MapAttribute, name: string): Texts {
  const list = listAt(statement, name)
  const items = list.items.filter((item) => item.type === 'scalar' && typeof item.value === 'string')
  const known = items.flatMap((item) => (item.type === 'scalar' ? [String(item.value)] : []))
  return { known, items, open: openOf(list) }
}

/** The actions that a statement is about, as it writes them. */
export interface Actions {
  /** Where it has NotAction, `*`. */
  readonly patterns: readonly string[]
  readonly except: readonly string[]
  /** Why there may be more patterns. */
  readonly open: Cause | undefined
  /** Why more may be excepted. */
  readonly exceptOpen: Cause | undefined
}

export function actionsOf(statement: MapAttribute): Actions {
  const named = textsAt(statement, 'actions')
  const spared = textsAt(statement, 'not_actions')
  const isAllBut = spared.known.length > 0 || spared.open !== undefined
  return {
    patterns: isAllBut ? ['*', ...named.known] : named.known,
    except: spared.known,
    open: named.open,
    exceptOpen: spared.open,
  }
}

/** Elements of a list that are known to be objects, and why there may be more. */
export interface Maps {
  readonly known: readonly MapAttribute[]
  readonly open: Cause | undefined
}

/** The statements of an entity, of a boundary. */
export function statementsOf(holder: MapAttribute): Maps {
  return mapsOf(listAt(holder, 'statements'))
}

/** The resource patterns of a statement. */
export function grantsAt(statement: MapAttribute, name: 'resources' | 'not_resources'): Maps {
  return mapsOf(listAt(statement, name))
}

/** `Allow`, `Deny`, or why that is not known. */
export function effectOf(statement: MapAttribute): 'Allow' | 'Deny' | Cause {
  const effect = statement.entries.get('effect')
  if (effect?.type === 'scalar' && (effect.value === 'Allow' || effect.value === 'Deny')) return effect.value
  return effect?.type === 'unknown' ? effect.cause : { why: 'the statement has no effect', needs: [] }
}

/** Whether a statement holds whatever the circumstances: it has no condition. */
export function isUnconditional(statement: MapAttribute): boolean | Cause {
  const { items, open } = listAt(statement, 'conditions')
  return items.length > 0 ? false : (open ?? true)
}

function mapsOf(list: ListAttribute): Maps {
  return { known: list.items.filter((item) => item.type === 'map'), open: openOf(list) }
}

function openOf({ items, open }: ListAttribute): Cause | undefined {
  return open ?? items.find((item) => item.type === 'unknown')?.cause
}
