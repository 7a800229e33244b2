import type { DerivedEntity, MapAttribute } from '../../../model/attribute.ts'
import type { Builder, Gate } from '../graph.ts'
import { gate, openGate, wide } from '../graph.ts'
import { listAt, mapsAt, scalarAt } from '../read.ts'

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
    return policy ? mapsAt(policy.attributes, 'statements') : []
  })
  if (policies.items.length === 0) return wide
  const limited = statements.some((one) => scalarAt(one, 'effect') === 'Deny' && isForAnyone(one) && isConditional(one))
  const openToAll = statements.some(
    (one) => scalarAt(one, 'effect') === 'Allow' && isForAnyone(one) && !isConditional(one),
  )
  return openToAll && !limited ? wide : gate('organisation')
}

function isForAnyone(statement: MapAttribute): boolean {
  return mapsAt(statement, 'principals').some((one) => scalarAt(one, 'any') === true)
}

function isConditional(statement: MapAttribute): boolean {
  return listAt(statement, 'conditions').items.length > 0
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
