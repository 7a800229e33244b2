import { alias } from '../../mapping/mapping.ts'
import { at } from '../../mapping/source.ts'

/** An alias or a version is its function, for whatever links to it. */
export const functionAlias = alias(['AWS::Lambda::Alias', 'AWS::Lambda::Version'], at('FunctionName'))
