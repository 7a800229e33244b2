import type { Value } from '../../model/value.ts'

/** Whether a value calls a function: a single key that is `Ref`, `Condition` or begins with `Fn::`. */
export function isIntrinsic(value: Value | undefined): boolean {
  return intrinsicName(value) !== undefined
}

/** The function that a value calls: `Ref`, `Fn::Sub`. */
export function intrinsicName(value: Value | undefined): string | undefined {
  if (value?.type !== 'map' || value.entries.size !== 1) return undefined
  const [name] = value.entries.keys()
  return name !== undefined && (name === 'Ref' || name === 'Condition' || name.startsWith('Fn::')) ? name : undefined
}

/** What a call of this function is given; `undefined` where the value calls another one, or none. */
export function argumentOf(value: Value | undefined, name: string): Value | undefined {
  return intrinsicName(value) === name && value?.type === 'map' ? value.entries.get(name)?.value : undefined
}

/** The name in `{Ref: name}`. */
export function referenceName(value: Value | undefined): string | undefined {
  const argument = argumentOf(value, 'Ref')
  return argument?.type === 'scalar' && typeof argument.value === 'string' ? argument.value : undefined
}

export function isNoValue(value: Value | undefined): boolean {
  return referenceName(value) === 'AWS::NoValue'
}
