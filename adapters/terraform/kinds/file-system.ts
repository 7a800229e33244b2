import { alias, entity, part } from '../../mapping/mapping.ts'
import { at, record } from '../../mapping/source.ts'
import { single } from '../../mapping/words.ts'
import { link, tags } from '../words.ts'

/** Defaults: Terraform AWS provider, aws_efs_file_system. */
export const fileSystem = entity('file_system', ['aws_efs_file_system'], {
  encrypted: at('encrypted', false),
  encryption_key: link('kms_key_id'),
  tags,
})

/** An access point is its file system, for whatever links to it. */
export const accessPoint = alias(['aws_efs_access_point'], link('file_system_id'))

export const wayIn = part('file_system', ['aws_efs_access_point'], link('file_system_id'), {
  access_points: single(
    record({ path: at('root_directory/0/path', '/'), uid: at('posix_user/0/uid'), gid: at('posix_user/0/gid') }),
  ),
})
