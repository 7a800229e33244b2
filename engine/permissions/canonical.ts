import type { DerivedEntity, EntityTable, MapAttribute, ScalarAttribute } from '../../model/attribute.ts'
import { kinds } from '../../model/kinds/index.ts'
import type { TextPart } from '../../model/text.ts'
import { linkAt, textAt } from '../attributes.ts'
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
  const parts = grant.pattern ?? [text]
  const arn = parseArn(completedArn(parts))
  const target = linkAt(grant, 'target')
  const entity = target && table.get(target.kind)?.get(target.id)
  const deployed = arn ? { region: globOf(arn.region), account: globOf(arn.account) } : deployedTo(account)
  const known = entity && canonicalOfEntity(entity, textAt(grant, 'path') ?? '', deployed)
  if (known) return known
  if (!arn) return { entity: undefined, sections: [globOf(parts)] }
  const { service, region, resource } = arn
  return { entity: undefined, sections: [service, region, arn.account, resource].map(globOf) }
}

/** Gives the comparable form of a resource pattern. */
export type Canon = (grant: MapAttribute) => Canonical

/** Works out the form of each resource pattern of a table once. */
export function canonicals(table: EntityTable, account: string | undefined): Canon {
  const made = new Map<MapAttribute, Canonical>()
  return (grant) => {
    const before = made.get(grant)
    if (before) return before
    const canonical = canonicalOf(grant, table, account)
    made.set(grant, canonical)
    return canonical
  }
}

/** Where the entities of a stack are. */
export interface Deployed {
  readonly region: Glob
  readonly account: Glob
}

function deployedTo(account: string | undefined): Deployed {
  return { region: fixed('${region}'), account: account === undefined ? fixed('${account}') : globOf([account]) }
}

/**
 * What an entity of the stack would be named by, with what follows it in the ARN. `undefined` where it has no ARN or is
 * defined elsewhere.
 */
export function canonicalOfEntity(
  { kind, id, external, attributes }: DerivedEntity,
  path: string,
  { region, account }: Deployed,
): Canonical | undefined {
  const { arn, nameAttribute } = kinds[kind]
  if (!arn || external) return undefined
  const key = `${kind} ${id}`
  const name = nameAttribute && !arn.byId ? nameOf(attributes, nameAttribute, kind === 'secret') : undefined
  return {
    entity: key,
    sections: [
      globOf([arn.service]),
      globalServices.has(arn.service) ? [] : region,
      arn.service === 's3' ? [] : account,
      [...globOf([arn.prefix]), ...(name ?? fixed(key)), ...globOf([path])],
    ],
  }
}

/** The name it was given, as far as it is known. The ARN of a secret goes on with a hyphen and six characters. */
function nameOf(attributes: MapAttribute, name: string, isSecret: boolean): Glob | undefined {
  const attribute = attributes.entries.get(name)
  const parts =
    attribute?.type === 'unknown' ? attribute.pattern : attribute?.type === 'scalar' ? textParts(attribute) : undefined
  return parts && globOf(isSecret ? [...parts, '-??????'] : parts)
}

function textParts({ value }: ScalarAttribute): readonly TextPart[] | undefined {
  return typeof value === 'string' && value !== '' ? [value] : undefined
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
  const isSame = left.entity !== undefined && left.entity === right.entity
  let answer: Answer = 'yes'
  for (const [index, section] of left.sections.entries()) {
    // One entity is in one place, however that is written.
    if (isSame && index < resourceSection) continue
    const one = test(section, right.sections[index] ?? [])
    if (one === 'no') return 'no'
    if (one === 'maybe') answer = 'maybe'
  }
  return answer
}

const resourceSection = 3

/** One that could not be taken apart, and one that could: known to differ only where it is a text that is no ARN. */
function mixed(left: Canonical, right: Canonical): Answer {
  const [whole] = left.sections.length === 1 ? left.sections : right.sections
  return whole?.some((token) => token.startsWith('\u0000$')) ? 'maybe' : 'no'
}
