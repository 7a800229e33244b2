import type { Resource } from '../../model/resource.ts'
import { renderText } from '../../model/text.ts'
import { entryOf, type Value } from '../../model/value.ts'
import type { ResourceIndex } from '../mapping/mapping.ts'
import { at, isNull, plain, readShape, type Source } from '../mapping/source.ts'
import { ofEach, propertyOf } from '../mapping/words.ts'
import { asLink, linkOf } from './words.ts'

/** Whether old versions are kept, as the bucket itself says; null where a resource of its own says so, false where none does. */
export const ownVersioning: Source = (scope) => {
  const own = at('versioning/0/enabled')(scope)
  if (!isNull(own)) return own
  const name = propertyOf(scope.resource, 'bucket')
  const isSplit = [...scope.stack.values()].some(
    (other) =>
      other.type === 'aws_s3_bucket_versioning' && isBucket(propertyOf(other, 'bucket'), scope.resource.id, name),
  )
  return plain(isSplit ? null : false, own.at)
}

function isBucket(value: Value | undefined, id: string, name: Value | undefined): boolean {
  if (!value) return false
  const reference = linkOf(value) ?? value
  if (reference.type === 'reference') return reference.resource === id
  return name !== undefined && renderText(value) !== '' && renderText(value) === renderText(name)
}

/** `Enabled` as true. */
export const versioningStatus: Source = (scope) => {
  const status = at('versioning_configuration/0/status')(scope)
  return status.type === 'scalar' ? { ...status, value: status.value === 'Enabled' } : status
}

/** True where a block is written, else null: a resource of its own may say so. */
export function whereWritten(path: string): Source {
  return (scope) => {
    const value = at(path)(scope)
    return value.type === 'unknown' || isNull(value) ? value : plain(true, value.at)
  }
}

/** Who is told by the blocks of a type. */
export function notified(block: string, target: string): Source {
  return (scope) => asLink(ofEach(block, target)(scope))
}

/** What a public access block refuses; what it leaves out it does not refuse. Defaults: Terraform AWS provider. */
export const refusedAccess: Readonly<Record<string, Source>> = {
  block_acls: at('block_public_acls', false),
  ignore_acls: at('ignore_public_acls', false),
  block_policy: at('block_public_policy', false),
  restrict_buckets: at('restrict_public_buckets', false),
}

/** The block of the account, if the stack has one. */
export const refusedByAccount: Source = (scope) => {
  const block = accountBlockIn(scope.stack)
  if (!block) return plain(null, scope.at)
  return readShape(refusedAccess, { ...scope, value: block.properties, at: block.at, resource: block, defaulted: [] })
}

const accountBlocks = new WeakMap<ResourceIndex, { readonly block: Resource | undefined }>()

function accountBlockIn(stack: ResourceIndex): Resource | undefined {
  const known = accountBlocks.get(stack)
  if (known) return known.block
  const block = [...stack.values()].find(({ type }) => type === 'aws_s3_account_public_access_block')
  accountBlocks.set(stack, { block })
  return block
}

/** The canned list that comes to the same as single grants to groups; null where none of them is for everybody. */
export function grantedAcl(path: string): Source {
  return (scope) => {
    const grants = at(path, [])(scope)
    const items = grants.type === 'list' ? grants.items : [grants]
    const found = items.map((grant) => groupAcl(grant)).filter((acl) => acl !== undefined)
    return found.find(({ type }) => type === 'scalar') ?? found[0] ?? plain(null, grants.at)
  }
}

/** Source: Amazon S3 User Guide, "Access control list overview": the predefined groups. */
function groupAcl(grant: Value): Value | undefined {
  if (grant.type === 'unknown') return grant
  const grantee = entryOf(grant, 'grantee')?.value
  const whom = grantee?.type === 'list' ? grantee.items[0] : grant
  const text = entryOf(whom, 'uri')?.value
  if (!text || isNull(text)) return undefined
  const name = renderText(text)
  if (name.endsWith('/groups/global/AllUsers')) return plain('public-read', text.at)
  if (name.endsWith('/groups/global/AuthenticatedUsers')) return plain('authenticated-read', text.at)
  return undefined
}
