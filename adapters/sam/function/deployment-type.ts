import type { Entry, Value } from '../../../model/value.ts'
import { make, sub } from '../build.ts'
import { entriesOf, textOf } from '../edit.ts'
import { isIntrinsic } from '../intrinsic.ts'

/** The predefined types get the name of the service's configuration, also inside a function that chooses one. */
export function configName(type: Value): Value {
  const text = textOf(type)
  if (text !== undefined && predefined.has(text)) return make(sub(configText, { ConfigName: type }), type.at)
  if (type.type === 'list') return { ...type, items: type.items.map(configName) }
  if (!isIntrinsic(type) || type.type !== 'map') return type
  const entries = entriesOf(type).map(([name, { key, value }]): [string, Entry] => {
    const inner = textOf(value)
    const nested = name === 'Fn::Sub' && inner !== undefined && predefined.has(inner)
    return [name, { key, value: nested ? make([configText, { ConfigName: value }], value.at) : configName(value) }]
  })
  return { ...type, entries: new Map(entries) }
}

const configText = 'CodeDeployDefault.Lambda${ConfigName}'

/** Source: AWS CodeDeploy user guide, "Predefined deployment configurations for AWS Lambda". */
const predefined = new Set([
  'AllAtOnce',
  ...['5', '10', '15', '30'].map((minutes) => `Canary10Percent${minutes}Minutes`),
  'Linear10PercentEvery1Minute',
  ...['2', '3', '10'].map((minutes) => `Linear10PercentEvery${minutes}Minutes`),
])
