import type { DerivedEntity, EntityTable, MapAttribute } from '../../model/attribute.ts'
import type { Covered, ExplainedPermission, ExplainedPermissions } from '../../model/permissions.ts'
import type { Given, Stack } from '../../model/stack.ts'
import { causeAt, linkAt, listAt, textAt } from '../attributes.ts'
import { entitiesOf } from '../judge-stack.ts'
import { describeWorlds } from '../worlds/describe.ts'
import { enumerateWorlds } from '../worlds/enumerate.ts'
import { accessOf } from './access.ts'
import { coveredEntities, type EntitiesOf } from './entities.ts'
import { type Permission, permissionsOf } from './permissions.ts'
import { textsAt } from './statement.ts'

/**
 * What a function or role of a stack, by its id or the name it was given, may do in each of the worlds in which that
 * differs. Empty where the stack has none of that name.
 */
export function explainPermissions(
  stack: Stack,
  name: string,
  given: Pick<Given, 'region' | 'account'>,
  now: string,
): readonly ExplainedPermissions[] {
  const place = stack.deployedTo ?? given
  const worlds = enumerateWorlds(stack.resources).passes.map(({ world }) => world)
  const seen = worlds.map((world) => {
    const { table } = entitiesOf(stack, world, place, now)
    const subject = subjectNamed(name, table)
    return { world, told: subject && tell(stack.id, subject, table, place.account) }
  })
  const versions = new Map<string, typeof seen>()
  for (const one of seen) {
    const key = JSON.stringify(one.told ?? null)
    versions.set(key, [...(versions.get(key) ?? []), one])
  }
  return [...versions.values()].flatMap((same) => {
    const told = same[0]?.told
    const condition = describeWorlds(
      same.map(({ world }) => world),
      worlds,
    )
    return told ? [{ ...told, condition }] : []
  })
}

function subjectNamed(name: string, table: EntityTable): DerivedEntity | undefined {
  const all = (['function', 'role'] as const).flatMap((kind) => [...(table.get(kind)?.values() ?? [])])
  return all.find(({ id }) => id === name) ?? all.find(({ attributes }) => textAt(attributes, 'name') === name)
}

function tell(stack: string, subject: DerivedEntity, table: EntityTable, account: string | undefined) {
  const { id } = subject
  if (subject.kind === 'role') return { stack, id, kind: 'role' as const, role: id, ...ofRole(subject, table, account) }
  const link = linkAt(subject.attributes, 'role')
  const role = link && table.get('role')?.get(link.id)
  const why = causeAt(subject.attributes, 'role')?.why ?? 'the function has no role'
  const told = role ? ofRole(role, table, account) : { permissions: [], more: why }
  return { stack, id, kind: 'function' as const, role: role?.id ?? null, ...told }
}

function ofRole(role: DerivedEntity, table: EntityTable, account: string | undefined) {
  const { permissions, open } = permissionsOf(role)
  const covered = coveredEntities(table, account)
  return { permissions: permissions.map((one) => told(one, covered)), more: open?.why ?? null }
}

function told(permission: Permission, covered: EntitiesOf): ExplainedPermission {
  const { actions, statement, grant, doubt } = permission
  const service = textAt(grant, 'service')
  return {
    may: accessOf(actions, service),
    actions: actions.patterns,
    except: actions.except,
    denied: actions.denied,
    allowed: actions.allowed,
    resource: textAt(grant, 'text') ?? 'a resource that is not known',
    allBut: permission.in === 'not_resources',
    covers: permission.in === 'not_resources' || service === undefined ? targetOf(grant) : covered(grant, service),
    conditions: conditionsOf(statement),
    unsure: doubt?.why ?? null,
    sid: textAt(statement, 'sid') ?? null,
    policy: textAt(statement, 'policy') ?? null,
    origin: textAt(statement, 'origin') ?? null,
    location: textsAt(statement, 'actions').items[0]?.at ?? statement.at,
  }
}

/** What `*` covers is everything: it is not told by name. */
function targetOf(grant: MapAttribute): readonly Covered[] {
  const target = linkAt(grant, 'target')
  return target ? [{ kind: target.kind, id: target.id, sure: true }] : []
}

function conditionsOf(statement: MapAttribute): readonly string[] {
  return listAt(statement, 'conditions').items.map((item) => {
    if (item.type !== 'map') return 'a condition that is not known'
    return `${textAt(item, 'operator') ?? ''} ${textAt(item, 'key') ?? ''}`.trim()
  })
}
