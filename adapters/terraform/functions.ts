import { unknown } from '../../model/value.ts'
import { at, isNull, plain, type Source } from '../mapping/source.ts'
import { keysOf, propertyOf } from '../mapping/words.ts'
import { referenceOf } from './words.ts'

/**
 * The least level that is logged; null for text. Defaults: Lambda Developer Guide, "Log format and log level filtering".
 */
export function loggingLevel(property: 'application_log_level' | 'system_log_level'): Source {
  return (scope) => {
    const format = at('logging_config/0/log_format', 'Text')({ ...scope, defaulted: [] })
    if (format.type === 'unknown') return format
    const isJson = format.type === 'scalar' && format.value === 'JSON'
    return isJson ? at(`logging_config/0/${property}`, 'INFO')(scope) : at(`logging_config/0/${property}`)(scope)
  }
}

/** What its code signing configuration does with code that nobody trusted signed. */
export const codeSigning: Source = (scope) => {
  const arn = at('code_signing_config_arn')(scope)
  if (isNull(arn)) return arn
  const reference = referenceOf(arn)
  const found = reference && scope.stack.get(reference.resource)
  if (!found) return unknown('the code signing configuration is not in the configuration', [], arn.at)
  return propertyOf(found, 'policies/0/untrusted_artifact_on_deployment') ?? plain('Warn', arn.at)
}

/** The versions that get a share of an alias's calls. */
export const weightedVersions: Source = keysOf(at('routing_config/0/additional_version_weights'))
