import { partsOf } from '../../model/text.ts'
import { at, isNull, plain, type Source } from '../mapping/source.ts'
import { linkOf } from './words.ts'

/** Whether the value comes from a resource or data source that makes passwords up; null where no value is written. */
export const generatedValue: Source = (scope) => {
  const value = at('secret_string')(scope)
  if (isNull(value)) return value
  const parts = [linkOf(value) ?? value, ...(partsOf(value) ?? [])]
  const makes = parts.some(
    (part) =>
      typeof part !== 'string' &&
      part.type === 'reference' &&
      /(?:^|\.)(?:random_password|random_string|aws_secretsmanager_random_password)\./.test(part.resource),
  )
  return plain(makes, value.at)
}
