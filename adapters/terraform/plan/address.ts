/** A module call on the way to an instance of a module. */
export interface ModuleStep {
  readonly name: string
  /** The key of its instance as it is written in an address: `0`, `"prod"`; null where there is one only. */
  readonly key: string | null
}

/** Longer than any address that Terraform makes; what is longer is taken as it is. */
const MAX_LENGTH = 10_000

const moduleStep = /module\.([\w-]+)(?:\[("(?:[^"\\]|\\.)*"|[^\]]*)\])?(?:\.|$)/y

/** The calls in the address of a module instance: `module.a["x"].module.b`. */
export function moduleSteps(address: string): readonly ModuleStep[] {
  const steps: ModuleStep[] = []
  if (address.length > MAX_LENGTH) return steps
  moduleStep.lastIndex = 0
  for (let found = moduleStep.exec(address); found; found = moduleStep.exec(address)) {
    steps.push({ name: found[1] ?? '', key: found[2] ?? null })
  }
  return steps
}

/** The address of a module instance; empty for the root. */
export function moduleAddress(steps: readonly ModuleStep[]): string {
  return steps.map(({ name, key }) => `module.${name}${key === null ? '' : `[${key}]`}`).join('.')
}

/** A name within a module as an address: `module.a.aws_sqs_queue.jobs`. */
export function within(module: string, name: string): string {
  return module === '' ? name : `${module}.${name}`
}

/** The key at the end of an address, as it is written; null where there is none. */
export function keyOf(address: string): string | null {
  if (address.length > MAX_LENGTH) return null
  return /\[("(?:[^"\\]|\\.)*"|[^\]["]*)\]$/.exec(address)?.[1] ?? null
}

/** An address without the keys of instances. */
export function withoutKeys(address: string): string {
  return address.length > MAX_LENGTH ? address : address.replace(/\[(?:"(?:[^"\\]|\\.)*"|[^\]["]*)\]/g, '')
}

/** The parts of a reference: `["aws_x", "a", "[0]", "arn"]`. */
export function partsOfReference(reference: string): readonly string[] {
  if (reference.length > MAX_LENGTH) return []
  return reference.match(/\[(?:"(?:[^"\\]|\\.)*"|[^\]["]*)\]|[^.[\]]+/g) ?? []
}
