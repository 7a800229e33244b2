import { entryOf } from '../../model/value.ts'
import { mapOf } from './document.ts'
import { isNull, plain } from './source.ts'
import { type Element, propertyOf } from './words.ts'

/**
 * The functions in the configuration of a user pool, as `{name, function}`: each property is one, or an object that holds
 * one under `key`. Source: Amazon Cognito API reference, LambdaConfigType.
 */
export function poolTriggers(path: string, key: string) {
  return (resource: Parameters<typeof propertyOf>[0]): readonly Element[] => {
    const config = propertyOf(resource, path)
    if (config?.type === 'unknown') return [{ pointer: path, value: config }]
    if (config?.type !== 'map') return []
    return [...config.entries].flatMap(([name, { key: place, value }]) => {
      const inner = value.type === 'list' ? value.items[0] : value
      const invoked = inner?.type === 'map' ? entryOf(inner, key)?.value : inner
      if (!invoked || isNull(invoked) || /kms/i.test(name)) return []
      const element = mapOf(
        [
          ['name', plain(nameOf(name), place)],
          ['function', invoked],
        ],
        place,
      )
      return [{ pointer: `${path}/${name}`, value: element }]
    })
  }
}

/** `pre_sign_up` is `PreSignUp` to the service. */
function nameOf(name: string): string {
  if (!/^[a-z_]+$/.test(name)) return name
  const words = name.split('_').map((word) => (word === 'sms' ? 'SMS' : word.charAt(0).toUpperCase() + word.slice(1)))
  return words.join('')
}
