import type { Resource } from '../../model/resource.ts'
import { at, plain, type Source } from '../mapping/source.ts'
import { propertyOf } from '../mapping/words.ts'

/** The protocol; the provider takes `all` for `-1`. */
export function allPorts(path: string): Source {
  return (scope) => {
    const value = at(path)(scope)
    return value.type === 'scalar' && value.value === 'all' ? { ...value, value: '-1' } : value
  }
}

/** A port; where all protocols are let through there are no ports, and the provider asks for zeros. */
export function portOf(protocol: Source, port: Source): Source {
  return (scope) => {
    const which = protocol(scope)
    const isAll = which.type === 'scalar' && String(which.value) === '-1'
    const value = port(scope)
    return isAll ? plain(null, value.at) : value
  }
}

/** Whether a rule is for what comes in or what goes out. */
export function isRuleType(type: 'ingress' | 'egress') {
  return (resource: Resource): boolean => {
    const own = propertyOf(resource, 'type')
    return own?.type === 'scalar' && own.value === type
  }
}
