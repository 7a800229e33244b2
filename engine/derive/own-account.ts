import type { Entity } from '../../model/entity.ts'
import { partsOf } from '../../model/text.ts'
import { entryOf } from '../../model/value.ts'
import { literal, parseArn } from './arn.ts'

/**
 * The account that is deployed to, as the stack itself shows it: functions and state machines run with roles of their own
 * account only, so a role whose ARN is written out tells it. `undefined` where none does, or where they disagree.
 * Source: Lambda API reference, CreateFunction; Step Functions API reference, CreateStateMachine.
 */
export function ownAccount(entities: readonly Entity[]): string | undefined {
  const accounts = new Set(entities.flatMap(({ kind, attributes }) => (runs.has(kind) ? roleAccount(attributes) : [])))
  return accounts.size === 1 ? [...accounts][0] : undefined
}

const runs: ReadonlySet<string> = new Set(['function', 'state_machine'])

function roleAccount(attributes: Entity['attributes']): readonly string[] {
  const role = entryOf(attributes, 'role')?.value
  const arn = role && parseArn(partsOf(role) ?? [])
  const account = arn && literal(arn.account)
  return account !== undefined && /^\d{12}$/.test(account) ? [account] : []
}
