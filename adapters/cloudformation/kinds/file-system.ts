import { alias, entity, part } from '../../mapping/mapping.ts'
import { at, record } from '../../mapping/source.ts'
import { single } from '../../mapping/words.ts'
import { tags } from '../words.ts'

/** Defaults: CloudFormation reference, AWS::EFS::FileSystem. */
export const fileSystem = entity('file_system', ['AWS::EFS::FileSystem'], {
  encrypted: at('Encrypted', false),
  encryption_key: at('KmsKeyId'),
  tags: tags('FileSystemTags'),
})

/** An access point is its file system, for whatever links to it. */
export const accessPoint = alias(['AWS::EFS::AccessPoint'], at('FileSystemId'))

export const wayIn = part('file_system', ['AWS::EFS::AccessPoint'], at('FileSystemId'), {
  access_points: single(
    record({ path: at('RootDirectory/Path', '/'), uid: at('PosixUser/Uid'), gid: at('PosixUser/Gid') }),
  ),
})
