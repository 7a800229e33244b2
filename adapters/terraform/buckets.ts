import { renderText } from '../../model/text.ts'
import type { Value } from '../../model/value.ts'
import { at, isNull, plain, type Source } from '../mapping/source.ts'
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
