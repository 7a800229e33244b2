import { renderText } from '../../model/text.ts'
import type { Value } from '../../model/value.ts'
import { plain } from './source.ts'

/**
 * Whether AWS keeps the managed policy that an ARN names; one of the same stack it does not.
 * Source: IAM User Guide, "Managed policies and inline policies": the account of such an ARN is `aws`.
 */
export function isKeptByAws(arn: Value): Value {
  if (arn.type === 'unknown') return arn
  return plain(/^arn:[^:]*:iam::aws:/.test(renderText(arn)), arn.at)
}
