import pc from 'picocolors'
import type { Covered, ExplainedPermission, ExplainedPermissions } from '../model/permissions.ts'
import type { Paint } from './text/screen.ts'
import { padEnd, plain } from './text/width.ts'
import { listed, place, spoken } from './text/words.ts'
import { wrap } from './text/wrap.ts'

interface Look {
  readonly colour: boolean
  readonly width: number
}

/** What a function or role may do, for a person at a terminal: a paragraph for each statement and resource pattern. */
export function permissionsToText(explained: readonly ExplainedPermissions[], { colour, width }: Look): string {
  const paint = pc.createColors(colour)
  const columns = Math.min(Math.max(width || 80, 60), 120)
  return `${explained.map((one) => drawOne(one, paint, columns).join('\n')).join('\n\n')}\n`
}

function drawOne(explained: ExplainedPermissions, paint: Paint, columns: number): readonly string[] {
  const { id, kind, role, stack, condition, permissions, more } = explained
  const with_ = kind === 'function' && role !== null ? ` with role ${plain(role)}` : ''
  const when = condition === null ? '' : `, when ${plain(condition)}`
  const lines = [`${paint.bold(`${kind} ${plain(id)}`)} ${paint.dim(`of ${plain(stack)}${with_}${when}`)}`, '']
  const last =
    more !== null
      ? labelled('more', `It may be permitted more, for ${more}.`, paint, columns)
      : permissions.length === 0
        ? ['  It may do nothing.']
        : []
  const drawn = permissions.flatMap((one) => [...drawPermission(one, paint, columns), ''])
  return [...lines, ...drawn, ...last].filter((line, index, all) => line !== '' || index < all.length - 1)
}

function drawPermission(permission: ExplainedPermission, paint: Paint, columns: number): readonly string[] {
  const { may, resource, allBut, covers, conditions, unsure, location } = permission
  const things = covers.length > 0 ? `: ${listed(covers.map(nameOf), 6)}` : ''
  const on = `${allBut ? 'everything but ' : ''}${resource}${things}`
  const does = may.length > 0 ? listed(may) : 'nothing that AWS lists'
  return [
    ...labelled('may', does, paint, columns, paint.bold),
    ...labelled('on', on, paint, columns),
    ...labelled('by', actionsOf(permission), paint, columns),
    ...labelled('if', listed(conditions), paint, columns),
    ...labelled('unsure', unsure ?? '', paint, columns),
    ...labelled('says', `${place(location)} ${sourceOf(permission)}`, paint, columns, paint.cyan),
  ]
}

function actionsOf({ actions, except, denied, allowed }: ExplainedPermission): string {
  return [
    except.length > 0 ? `every action but ${listed(except, most)}` : listed(actions, most),
    ...(denied.length > 0 ? [`less what is denied: ${listed(denied, most)}`] : []),
    ...(allowed ? [`of which gets through: ${listed(allowed, most) || 'nothing'}`] : []),
  ].join('; ')
}

/** Of longer lists the rest is counted. */
const most = 12

function sourceOf({ sid, policy, origin }: ExplainedPermission): string {
  const statement = sid === null ? 'a statement' : `statement ${plain(sid)}`
  const where = policy === null ? '' : ` of ${plain(policy)}`
  return origin === null ? `${statement}${where}` : `${statement}${where} (${spoken(origin)})`
}

function nameOf({ kind, id, sure }: Covered): string {
  return `${sure ? '' : 'maybe '}${spoken(kind)} ${id}`
}

function labelled(
  label: string,
  text: string,
  paint: Paint,
  columns: number,
  colour: (text: string) => string = (one) => one,
): readonly string[] {
  if (text === '') return []
  return wrap(text, columns - 10).map((line, i) => `  ${paint.dim(padEnd(i === 0 ? label : '', 8))}${colour(line)}`)
}
