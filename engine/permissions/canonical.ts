import type { EntityTable, LinkAttribute, MapAttribute } from '../../model/attribute.ts'
import { kinds } from '../../model/kinds/index.ts'
import { completedArn, parseArn } from '../derive/arn.ts'
import { type Answer, covers, fixed, type Glob, globOf, overlap } from './glob.ts'

/** A resource pattern, in a form in which patterns that were written differently can be compared. */
export interface Canonical {
  /** The entity that it names or lies in. */
  readonly entity: string | undefined
  /** Service, region, account and resource; one piece where it cannot be taken apart. */
  readonly sections: readonly Glob[]
}

/** What `*` covers. */
export const everythingThereIs: Canonical = {
  entity: undefined,
  sections: ['*', '*', '*', '*'].map((text) => globOf([text])),
}

/**
 * A grant in that form. The partition is left out: an identity only ever meets its own.
 * Source: IAM User Guide, "IAM JSON policy elements: Resource": what an incomplete ARN leaves out is any.
 */
export function canonicalOf(grant: MapAttribute, table: EntityTable, account: string | undefined): Canonical {
  const text = textAt(grant, 'text') ?? ''
  if (/^\*+$/.test(text)) return everythingThereIs
  const target = grant.entries.get('target')
  if (target?.type === 'link') {
    const known = ofEntity(target, textAt(grant, 'path') ?? '', table, account)
    if (known) return known
  }
  const parts = grant.pattern ?? [text]
  const arn = parseArn(completedArn(parts))
  if (!arn) return { entity: undefined, sections: [globOf(parts)] }
  const { service, region, resource } = arn
  return { entity: undefined, sections: [service, region, arn.account, resource].map(globOf) }
}

function ofEntity(
  { kind, id }: LinkAttribute,
  path: string,
  table: EntityTable,
  account: string | undefined,
): Canonical | undefined {
  const { arn, nameAttribute } = kinds[kind]
  const entity = table.get(kind)?.get(id)
  if (!arn || !entity || entity.external) return undefined
  const name = nameAttribute && !arn.byId ? textAt(entity.attributes, nameAttribute) : undefined
  const key = `${kind} ${id}`
  // What the provider adds to the name of a secret: a hyphen and six characters.
  const named = name === undefined ? fixed(key) : globOf([kind === 'secret' ? `${name}-??????` : name])
  const isGlobal = globalServices.has(arn.service)
  return {
    entity: key,
    sections: [
      globOf([arn.service]),
      isGlobal ? [] : fixed('${region}'),
      arn.service === 's3' ? [] : account === undefined ? fixed('${account}') : globOf([account]),
      [...globOf([arn.prefix]), ...named, ...globOf([path])],
    ],
  }
}

/** Their ARNs have no region. Source: Service Authorization Reference, resource types of each service. */
const globalServices: ReadonlySet<string> = new Set(['s3', 'iam', 'cloudfront'])

/** Whether everything that `narrow` covers is covered by `wide`. */
export function coversAll(wide: Canonical, narrow: Canonical): Answer {
  return compare(wide, narrow, covers)
}

/** Whether there is something that both cover. */
export function meets(left: Canonical, right: Canonical): Answer {
  if (right === everythingThereIs) return 'yes'
  return compare(left, right, overlap)
}

function compare(left: Canonical, right: Canonical, test: (left: Glob, right: Glob) => Answer): Answer {
  if (left === everythingThereIs) return 'yes'
  if (left.sections.length !== right.sections.length) return mixed(left, right)
  // Two entities are two things, whatever they are called.
  if (left.entity !== undefined && right.entity !== undefined && left.entity !== right.entity) return 'no'
  let answer: Answer = 'yes'
  for (const [index, section] of left.sections.entries()) {
    const one = test(section, right.sections[index] ?? [])
    if (one === 'no') return 'no'
    if (one === 'maybe') answer = 'maybe'
  }
  return answer
}

/** One that could not be taken apart, and one that could: known to differ only where it is a text that is no ARN. */
function mixed(left: Canonical, right: Canonical): Answer {
  const [whole] = left.sections.length === 1 ? left.sections : right.sections
  return whole?.some((token) => token.startsWith('\u0000$')) ? 'maybe' : 'no'
}

function textAt(map: MapAttribute, name: string): string | undefined {
  const attribute = map.entries.get(name)
  return attribute?.type === 'scalar' && typeof attribute.value === 'string' ? attribute.value : undefined
}
