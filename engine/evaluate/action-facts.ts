import { type AccessLevel, type Action, actionsMatching } from '../../model/actions.ts'
import type { Attribute, EntityTable } from '../../model/attribute.ts'

/** What is known of an action pattern that a statement of the stack has. */
export interface ActionFacts {
  /** How many actions it covers; 0 where there is no such action. */
  readonly count: number
  /** How many of them can be limited to resources. */
  readonly scopable: number
  /** How many there are of each access level. */
  readonly levels: Levels
  /** How many of each access level can be limited to resources. */
  readonly scopable_levels: Levels
}

type Levels = Readonly<Record<AccessLevel, number>>

/** Facts of every action pattern in the table's statements, by pattern; none of services that AWS does not list. */
export function actionFacts(table: EntityTable): Readonly<Record<string, ActionFacts>> {
  const facts = new Map<string, ActionFacts>()
  for (const [kind, entities] of table) {
    if (kind === 'resource') continue
    for (const { attributes } of entities.values()) {
      for (const name of ['statements', 'trust'] as const) {
        for (const statement of itemsOf(attributes.entries.get(name))) collect(statement, facts)
      }
    }
  }
  return Object.fromEntries(facts)
}

function collect(statement: Attribute, facts: Map<string, ActionFacts>): void {
  if (statement.type !== 'map') return
  for (const name of ['actions', 'not_actions'] as const) {
    for (const action of itemsOf(statement.entries.get(name))) {
      if (action.type !== 'scalar' || typeof action.value !== 'string' || facts.has(action.value)) continue
      const found = factsOf(action.value)
      if (found) facts.set(action.value, found)
    }
  }
}

function itemsOf(attribute: Attribute | undefined): readonly Attribute[] {
  return attribute?.type === 'list' ? attribute.items : []
}

function factsOf(pattern: string): ActionFacts | undefined {
  const actions = actionsMatching(pattern)
  if (actions === undefined) return undefined
  const before = counted.get(actions)
  if (before !== undefined) return before
  const scopable = actions.filter((action) => action.scopable)
  const facts = {
    count: actions.length,
    scopable: scopable.length,
    levels: levelsOf(actions),
    scopable_levels: levelsOf(scopable),
  }
  counted.set(actions, facts)
  return facts
}

function levelsOf(actions: readonly Action[]): Levels {
  const levels: Record<AccessLevel, number> = { read: 0, list: 0, write: 0, tag: 0, permit: 0 }
  for (const { level } of actions) levels[level] += 1
  return levels
}

const counted = new WeakMap<readonly Action[], ActionFacts>()
