import { alias } from '../../mapping/mapping.ts'
import { link } from '../words.ts'

/** An alias is its function, for whatever links to it. */
export const functionAlias = alias(['aws_lambda_alias'], link('function_name'))
