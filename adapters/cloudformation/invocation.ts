import type { Value } from '../../model/value.ts'
import { functionIn } from '../mapping/invocation.ts'
import type { ResourceIndex } from '../mapping/mapping.ts'

const functionTypes = [
  'AWS::Lambda::Function',
  'AWS::Lambda::Alias',
  'AWS::Lambda::Version',
  'AWS::Serverless::Function',
]

/** The function that a value leads to; null where it leads elsewhere. A value that tells neither is given as it is. */
export function functionOf(value: Value, stack: ResourceIndex): Value | null {
  return functionIn(value, stack, functionTypes)
}
