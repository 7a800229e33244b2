import { entryOf, unknown } from '../../model/value.ts'
import { at, isNull, plain, record, type Source } from '../mapping/source.ts'
import { single } from '../mapping/words.ts'

/**
 * The least level that is logged; null for text. Defaults: Lambda Developer Guide, "Log format and log level filtering".
 */
export function loggingLevel(property: 'ApplicationLogLevel' | 'SystemLogLevel'): Source {
  return (scope) => {
    const format = at('LoggingConfig/LogFormat', 'Text')({ ...scope, defaulted: [] })
    if (format.type === 'unknown') return format
    const isJson = format.type === 'scalar' && format.value === 'JSON'
    return isJson ? at(`LoggingConfig/${property}`, 'INFO')(scope) : at(`LoggingConfig/${property}`)(scope)
  }
}

/** What its code signing configuration does with code that nobody trusted signed. */
export const codeSigning: Source = (scope) => {
  const arn = at('CodeSigningConfigArn')(scope)
  if (isNull(arn)) return arn
  const found = arn.type === 'reference' ? scope.stack.get(arn.resource) : undefined
  if (!found) return unknown('the code signing configuration is not in the template', [], arn.at)
  const policy = entryOf(entryOf(found.properties, 'CodeSigningPolicies')?.value, 'UntrustedArtifactOnDeployment')
  return policy?.value ?? plain('Warn', arn.at)
}

/** Instances that an alias or version keeps ready. */
export function kept(qualifier: Source): Source {
  return (scope) => {
    const instances = at('ProvisionedConcurrencyConfig/ProvisionedConcurrentExecutions')
    if (isNull(instances(scope))) return plain([], scope.at)
    return single(record({ qualifier, instances }))(scope)
  }
}
