import type { DerivedEntity } from '../../../model/attribute.ts'
import { listAt } from '../../attributes.ts'
import { type Gate, gate, openGate, wide } from '../gate.ts'
import type { Builder } from '../graph.ts'
import { isForAnyone, statementsIn } from '../statements.ts'

/**
 * Whom the resource policy of an API lets in, before any route asks who they are. A policy that limits everyone, to a
 * network or an account, makes the API one for callers whom somebody vouches for.
 * Source: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow".
 */
export function apiDoor(api: DerivedEntity, graph: Builder): Gate {
  const policies = listAt(api.attributes, 'policies')
  if (policies.open) return openGate('account', 'public', policies.open.why)
  const statements = policies.items.flatMap((item) => {
    const policy = item.type === 'link' ? graph.table.get('resource_policy')?.get(item.id) : undefined
    return policy ? statementsIn(policy.attributes) : []
  })
  if (policies.items.length === 0) return wide
  const forAnyone = statements.filter(isForAnyone)
  const limited = forAnyone.some(({ effect, conditional }) => effect === 'Deny' && conditional)
  const openToAll = forAnyone.some(({ effect, conditional }) => effect === 'Allow' && !conditional)
  return openToAll && !limited ? wide : gate('organisation')
}

/** Who gets through a route by how it recognises callers. */
export function authDoor(auth: unknown, why: string): Gate {
  switch (auth) {
    case 'none':
      return wide
    case 'iam':
      return gate('account')
    case 'jwt':
    case 'cognito':
    case 'custom':
      return gate('organisation')
    default:
      return openGate('account', 'public', why)
  }
}
