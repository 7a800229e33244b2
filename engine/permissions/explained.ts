import type { Attribute, DerivedEntity, EntityTable } from '../../model/attribute.ts'
import type { Covered, ExplainedPermission, ExplainedPermissions } from '../../model/permissions.ts'
import type { Given, Stack } from '../../model/stack.ts'
import { entitiesOf } from '../judge-stack.ts'
import { describeWorlds } from '../worlds/describe.ts'
import { enumerateWorlds } from '../worlds/enumerate.ts'
import { coveredEntities, type EntitiesOf } from './entities.ts'
import { mayDo, type Permission, permissionsOf } from './permissions.ts'
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
  return (
    all.find(({ id }) => id === name) ?? all.find(({ attributes }) => textOf(attributes.entries.get('name')) === name)
  )
}

function tell(stack: string, subject: DerivedEntity, table: EntityTable, account: string | undefined) {
  const { id } = subject
  if (subject.kind === 'role') return { stack, id, kind: 'role' as const, role: id, ...ofRole(subject, table, account) }
  const link = subject.attributes.entries.get('role')
  const role = link?.type === 'link' ? table.get('role')?.get(link.id) : undefined
  const why = link?.type === 'unknown' ? link.cause.why : 'the function has no role'
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
  const service = textOf(grant.entries.get('service')) ?? undefined
  const origin = textOf(statement.entries.get('origin'))
  return {
    may: mayDo(permission, service),
    actions: actions.patterns,
    except: actions.except,
    denied: actions.denied,
    allowed: actions.allowed,
    resource: textOf(grant.entries.get('text')) ?? 'a resource that is not known',
    allBut: permission.in === 'not_resources',
    covers:
      permission.in === 'not_resources' || service === undefined
        ? targetOf(grant.entries.get('target'))
        : covered(grant, service),
    conditions: conditionsOf(statement.entries.get('conditions')),
    unsure: doubt?.why ?? null,
    sid: textOf(statement.entries.get('sid')),
    policy: textOf(statement.entries.get('policy')),
    origin,
    location: textsAt(statement, 'actions').items[0]?.at ?? statement.at,
  }
}

/** What `*` covers is everything: it is not told by name. */
function targetOf(target: Attribute | undefined): readonly Covered[] {
  return target?.type === 'link' ? [{ kind: target.kind, id: target.id, sure: true }] : []
}

function conditionsOf(conditions: Attribute | undefined): readonly string[] {
  if (conditions?.type !== 'list') return []
  return conditions.items.map((item) => {
    if (item.type !== 'map') return 'a condition that is not known'
    return `${textOf(item.entries.get('operator')) ?? ''} ${textOf(item.entries.get('key')) ?? ''}`.trim()
  })
}

function textOf(attribute: Attribute | undefined): string | null {
  return attribute?.type === 'scalar' && typeof attribute.value === 'string' ? attribute.value : null
}
