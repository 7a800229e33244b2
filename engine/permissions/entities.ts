import { arnKinds } from '../../model/arn-kinds.ts'
import type { DerivedEntity, EntityTable, MapAttribute } from '../../model/attribute.ts'
import { kinds } from '../../model/kinds/index.ts'
import type { Covered } from '../../model/permissions.ts'
import { linkAt, textAt } from '../attributes.ts'
import { type Canonical, canonicalOf, canonicalOfEntity, meets } from './canonical.ts'
import { globOf } from './glob.ts'

/** Says which entities of the stack a resource pattern covers: only those of one service, where that is given. */
export type EntitiesOf = (grant: MapAttribute, service?: string) => readonly Covered[]

/**
 * Resolves the resource patterns of a table to its entities. Nothing is multiplied out before it is asked for; equal
 * patterns are compared once, so that a thousand roles with one wildcard cost as much as one.
 */
export function coveredEntities(table: EntityTable, account: string | undefined): EntitiesOf {
  const known = new Map<string, readonly Covered[]>()
  let candidates: readonly Candidate[] | undefined
  return (grant, service) => {
    const target = linkAt(grant, 'target')
    if (target) return [{ kind: target.kind, id: target.id, sure: true }]
    const key = `${textAt(grant, 'text') ?? ''} ${service ?? ''}`
    const before = known.get(key)
    if (before) return before
    candidates ??= candidatesIn(table, account)
    const pattern = canonicalOf(grant, table, account)
    const found = candidates
      .filter((candidate) => service === undefined || candidate.service === service)
      .flatMap((candidate) => covered(pattern, candidate))
    known.set(key, found)
    return found
  }
}

interface Candidate {
  readonly entity: DerivedEntity
  readonly service: string
  /** The entity, and what lies in it. */
  readonly forms: readonly Canonical[]
}

function candidatesIn(table: EntityTable, account: string | undefined): readonly Candidate[] {
  // As with names that are written in full, a region or account that is written out is taken for the one deployed to.
  const anywhere = globOf(['*'])
  const deployed = { region: anywhere, account: account === undefined ? anywhere : globOf([account]) }
  return arnKinds.flatMap((kind) => {
    const { arn } = kinds[kind]
    if (!arn) return []
    const paths = arn.ends === undefined ? [''] : ['', `${arn.ends}*`]
    return [...(table.get(kind)?.values() ?? [])].flatMap((entity) => {
      const forms = paths.flatMap((path) => canonicalOfEntity(entity, path, deployed) ?? [])
      return forms.length === 0 ? [] : [{ entity, service: arn.service, forms }]
    })
  })
}

function covered(pattern: Canonical, { entity: { kind, id }, forms }: Candidate): readonly Covered[] {
  const answers = forms.map((form) => meets(pattern, form))
  if (answers.includes('yes')) return [{ kind, id, sure: true }]
  return answers.includes('maybe') ? [{ kind, id, sure: false }] : []
}
