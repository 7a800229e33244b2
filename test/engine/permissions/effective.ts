import { adapters } from '../../../adapters/all.ts'
import { memorySources } from '../../../adapters/sources/memory.ts'
import { plainOf } from '../../../engine/evaluate/input.ts'
import { entitiesOf } from '../../../engine/judge-stack.ts'
import { type Permission, permissionsOf } from '../../../engine/permissions/permissions.ts'
import { readStacks } from '../../../engine/scan.ts'
import type { Attribute, EntityTable } from '../../../model/attribute.ts'
import type { KindName } from '../../../model/kinds/index.ts'
import type { Given } from '../../../model/stack.ts'
import { nothingGiven, today } from '../../support/scan.ts'

/** The entities of the one stack of some files. */
export async function tableOf(
  files: Readonly<Record<string, string>>,
  given: Partial<Given> = {},
): Promise<EntityTable> {
  const known = { ...nothingGiven, ...given }
  const [stack] = await readStacks(memorySources(files), known, adapters)
  if (!stack) throw new Error('the files hold no stack')
  return entitiesOf(stack, new Map(), known, today).table
}

/** What each role permits in the end, in words: statements of AWS managed policies only where they are asked for. */
export async function effective(
  files: Readonly<Record<string, string>>,
  options: { readonly given?: Partial<Given>; readonly managed?: boolean; readonly kind?: KindName } = {},
): Promise<Readonly<Record<string, readonly string[]>>> {
  const table = await tableOf(files, options.given)
  const holders = [...(table.get(options.kind ?? 'role')?.values() ?? [])]
  return Object.fromEntries(
    holders.map((holder) => {
      const { permissions, open } = permissionsOf(holder)
      const wanted = permissions.filter(
        ({ statement }) => options.managed || textOf(statement.entries.get('origin')) !== 'aws_managed_policy',
      )
      return [holder.id, [...wanted.map(inWords), ...(open ? [`and more: ${open.why}`] : [])]]
    }),
  )
}

/** `s3:* less s3:Delete* on ${Uploads.Arn}/* = buckets/Uploads`. */
function inWords(permission: Permission): string {
  const { actions, grant, statement, doubt } = permission
  const { patterns, except, denied, allowed } = actions
  const target = grant.entries.get('target')
  const words = [
    patterns.join(' '),
    ...(except.length > 0 ? [`but ${except.join(' ')}`] : []),
    ...(denied.length > 0 ? [`less ${denied.join(' ')}`] : []),
    ...(allowed ? [`only ${allowed.join(' ')}`] : []),
    permission.in === 'resources' ? 'on' : 'on all but',
    textOf(grant.entries.get('text')),
    ...(target?.type === 'link' && !target.id.startsWith('external:') ? [`= ${target.kind} ${target.id}`] : []),
    ...conditionsOf(statement.entries.get('conditions')),
    ...(doubt ? [`? ${doubt.why}`] : []),
  ]
  return words.join(' ')
}

function conditionsOf(conditions: Attribute | undefined): readonly string[] {
  if (conditions?.type !== 'list') return []
  return conditions.items.map((condition) => {
    if (condition.type !== 'map') return 'if unknown'
    const narrows = condition.entries.get('narrows')
    const effect = narrows?.type === 'unknown' ? 'may narrow' : narrows && plainOf(narrows) ? 'narrows' : 'idle'
    return `if ${textOf(condition.entries.get('operator'))} ${textOf(condition.entries.get('key'))} (${effect})`
  })
}

function textOf(attribute: Attribute | undefined): string {
  return attribute?.type === 'scalar' ? String(attribute.value) : 'unknown'
}
