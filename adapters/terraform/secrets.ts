import { renderText } from '../../model/text.ts'
import { at, firstOf, isNull, plain, type Source } from '../mapping/source.ts'
import { referenceOf } from './words.ts'

/** What makes passwords up, as a resource or as a data source. */
const MAKERS = /(?:^|[.{])(?:random_password|random_string|aws_secretsmanager_random_password)\./

/** The value of a secret, where the author wrote one. */
export const writtenValue: Source = (scope) => {
  const value = firstOf(at('secret_string'), at('secret_binary'))(scope)
  return isMadeUp(value) ? plain(null, value.at) : value
}

/** Whether the value is made up; null where no value is written. */
export const generatedValue: Source = (scope) => {
  const value = at('secret_string')(scope)
  return isNull(value) ? value : plain(isMadeUp(value), value.at)
}

function isMadeUp(value: ReturnType<Source>): boolean {
  return MAKERS.test(renderText(referenceOf(value) ?? value))
}
