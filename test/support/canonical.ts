import { plainOf } from '../../engine/evaluate/input.ts'
import type { Attribute, DerivedEntity, EntityTable } from '../../model/attribute.ts'
import { type KindName, kinds } from '../../model/kinds/index.ts'

/** What two formats may say differently of the same application, each with its reason. */
const exceptions: Readonly<Record<string, string>> = {
  tags: 'a Terraform provider adds default tags; a template gets tags of its stack when it is deployed',
  managed_policies: 'a policy may stand in the role, or beside it and be attached; the statements are compared',
}

/** The same, of statements only. */
const exceptionsOfStatements: Readonly<Record<string, string>> = {
  text: 'the author’s own words, for messages: `${Jobs.Arn}` here, `${aws_sqs_queue.jobs.arn}` there',
  values: 'the same, of conditions',
  policy: 'the name of the policy a statement stands in: it may be a policy of its own, or the role’s',
  origin: 'how it got there, for the same reason',
}

/** The same, of resource patterns that name one resource. */
const exceptionsOfExact: Readonly<Record<string, string>> = {
  literal: 'how long a name is that is written out here and referred to there; it tells how wide a pattern is',
}

/**
 * The entities of a stack with their links, told apart by what they are called rather than by their ids, so that the
 * same application reads the same whichever format it is written in. What is unknown is said, not why.
 */
export function canonicalEntities(
  table: EntityTable,
  kindsShown: readonly KindName[],
): Readonly<Record<string, unknown>> {
  const shown: Record<string, unknown> = {}
  for (const kind of kindsShown) {
    for (const entity of table.get(kind)?.values() ?? [])
      shown[labelOf(table, entity)] = canonical(table, entity.attributes)
  }
  return shown
}

/** What has no name that is known before it is deployed, by its ids. */
const named: Readonly<Record<string, string>> = {
  PicturesBucket: 'the pictures',
  'aws_s3_bucket.pictures': 'the pictures',
  ThumbnailsBucket: 'the thumbnails',
  'aws_s3_bucket.thumbnails': 'the thumbnails',
}

/** `queue shop-jobs`, `trigger of shop-worker from queue shop-jobs`, `route POST /orders`. */
export function labelOf(table: EntityTable, entity: DerivedEntity): string {
  const { nameAttribute, about } = kinds[entity.kind]
  const name = nameAttribute ? plainAt(entity, nameAttribute) : undefined
  const own =
    entity.kind === 'api_stage' ? `${String(name)} of ${linkLabel(table, entity.attributes.entries.get('api'))}` : name
  if (typeof own === 'string') return `${entity.kind} ${own}`
  if (named[entity.id]) return named[entity.id] ?? ''
  if (entity.external) return outside(entity)
  const said = ['description', 'comment']
    .map((attribute) => plainAt(entity, attribute))
    .find((text) => typeof text === 'string')
  const tags = plainAt(entity, 'tags')
  const tagged = tags !== null && typeof tags === 'object' && 'Name' in tags ? tags.Name : undefined
  if (entity.kind === 'file_system' && typeof tagged === 'string') return `${entity.kind} ${tagged}`
  if (typeof said === 'string') return `${entity.kind} “${said}”`
  const parts = ['method', 'path', 'mechanism'].flatMap((attribute) => plainAt(entity, attribute) ?? [])
  const events = plainAt(entity, 'events')
  if (Array.isArray(events) && events.length > 0) parts.push(events.join('+'))
  const of = about ? linkLabel(table, entity.attributes.entries.get(about)) : entity.id
  const source = linkLabel(table, entity.attributes.entries.get('source'))
  return [entity.kind, ...parts, `of ${of}`, ...(source === 'nothing' ? [] : [`from ${source}`])].join(' ')
}

/** What lies outside goes by the symbol that names it: `ReportRoleArn` here is `report_role_arn` there. */
function outside(entity: DerivedEntity): string {
  return `${entity.kind} ${entity.id.replaceAll('_', '').toLowerCase()}`
}

function linkLabel(table: EntityTable, link: Attribute | undefined): string {
  if (link?.type !== 'link') return 'nothing'
  const target = link.kind === 'resource' ? undefined : table.get(link.kind)?.get(link.id)
  return target ? labelOf(table, target) : 'another resource'
}

function plainAt(entity: DerivedEntity, name: string): unknown {
  const attribute = entity.attributes.entries.get(name)
  return attribute ? plainOf(attribute) : undefined
}

function canonical(table: EntityTable, attribute: Attribute, inStatement = false): unknown {
  switch (attribute.type) {
    case 'link':
      return `→ ${linkLabel(table, attribute)}`
    case 'unknown':
      return 'unknown'
    case 'list': {
      const items = attribute.items.map((item) => canonical(table, item, inStatement))
      // Actions and resources are sets, and Terraform writes them in an order of its own; parts come in that of the file.
      const isSet = inStatement || attribute.items.some((item) => item.type === 'link' || item.type === 'map')
      const sorted = isSet
        ? items.sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1))
        : items
      return attribute.open ? [...sorted, 'may hold more'] : sorted
    }
    case 'map': {
      const isStatement = inStatement || attribute.entries.has('effect')
      const breadth = attribute.entries.get('breadth')
      const isExact = breadth?.type === 'scalar' && breadth.value === 'exact'
      const entries = [...attribute.entries]
        .filter(([key]) => !(key in exceptions) && !(isStatement && key in exceptionsOfStatements))
        .filter(([key]) => !(isExact && key in exceptionsOfExact))
        .map(([key, value]) => [key, canonical(table, value, isStatement)] as const)
      return { ...Object.fromEntries(entries), ...(attribute.open ? { 'may hold more': true } : {}) }
    }
    case 'scalar':
      return attribute.value
  }
}
