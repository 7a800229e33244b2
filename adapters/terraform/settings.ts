import { always as existing } from '../../model/condition.ts'
import type { Entity } from '../../model/entity.ts'
import type { Resource } from '../../model/resource.ts'
import { namesSecret } from '../../model/secret-names.ts'
import type { Span } from '../../model/source.ts'
import type { MapValue } from '../../model/value.ts'
import { makeEntity } from '../mapping/mapping.ts'
import { always, at, firstOf, inside, type Source } from '../mapping/source.ts'
import { link } from './words.ts'

/** A block that configures what is around the resources, evaluated. */
export interface ConfiguredBlock {
  /** `provider.aws`, `module.shop.provider.aws.west`. */
  readonly id: string
  readonly name: string
  readonly properties: MapValue
  readonly at: Span
}

/** The entity of a `provider` block. Source: Terraform AWS provider, "Provider Configuration". */
export function providerEntity(block: ConfiguredBlock): Entity {
  return makeEntity('provider', asResource(block, 'provider'), new Map(), {
    name: always(block.name),
    alias: at('alias'),
    region: at('region'),
    profile: at('profile'),
    role: link('assume_role/0/role_arn'),
    credentials,
    default_tags: firstOf(at('default_tags/0/tags'), always({})),
  })
}

/** The entity of the stack as a whole, with the `backend` block of its root if it has one. */
export function stackEntity(backend: ConfiguredBlock | undefined, place: Span): Entity {
  const nothing: MapValue = { type: 'map', entries: new Map(), at: place }
  const block = backend ?? { id: 'stack', name: '', properties: nothing, at: place }
  const properties: MapValue = backend
    ? { ...nothing, entries: new Map([['backend', { key: backend.at, value: backend.properties }]]) }
    : nothing
  return makeEntity('stack', asResource({ ...block, id: 'stack', properties }, 'terraform'), new Map(), {
    backend: inside('backend', { type: always(block.name), encrypted: at('encrypt'), credentials }),
  })
}

function asResource({ id, properties, at: place }: ConfiguredBlock, type: string): Resource {
  return { id, type, mode: 'managed', properties, at: place, exists: existing }
}

/** The arguments that are credentials by their names. */
const credentials: Source = ({ value }) => {
  if (value.type !== 'map') return value
  const entries = [...value.entries].filter(([name, { value: given }]) => isCredential(name) && given.type !== 'list')
  return { ...value, entries: new Map(entries) }
}

function isCredential(name: string): boolean {
  return namesSecret(name) || name === 'access_key' || name === 'secret_key' || name === 'token'
}
