import { entryOf, type Value } from '../../model/value.ts'
import { plain } from './source.ts'

/**
 * The dimensions that say what a metric is measured on.
 * Source: the service guides' lists of CloudWatch metrics and dimensions.
 */
const DIMENSIONS = [
  'FunctionName',
  'QueueName',
  'StreamName',
  'TableName',
  'TopicName',
  'ApiName',
  'ApiId',
  'StateMachineArn',
  'RuleName',
] as const

/** The first dimension of a metric that names a thing; null where none does. `find` gives the value of a dimension. */
export function subjectOf(dimensions: Value): Value {
  for (const name of DIMENSIONS) {
    const found = dimension(dimensions, name)
    if (found) return found
  }
  return dimensions.type === 'unknown' ? dimensions : plain(null, dimensions.at)
}

/** Dimensions stand as a map, or as a list of `{Name, Value}`. */
function dimension(dimensions: Value, name: string): Value | undefined {
  if (dimensions.type === 'map') return entryOf(dimensions, name)?.value
  if (dimensions.type !== 'list') return undefined
  const found = dimensions.items.find((item) => {
    const own = entryOf(item, 'Name')?.value
    return own?.type === 'scalar' && own.value === name
  })
  return entryOf(found, 'Value')?.value
}
