/** What Terraform answered: a value, the places in it that are unknown or hidden, and what the unknown ones become. */
export interface Answer {
  readonly value?: unknown
  readonly values?: unknown
  readonly unknown?: readonly string[]
  readonly applied?: Readonly<Record<string, unknown>>
  readonly sensitive?: readonly string[]
  readonly unordered?: readonly string[]
}

/** The places, as JSON pointers, at which a native view says less than Terraform, or something else. */
export function differences(answer: Answer, view: unknown): readonly string[] {
  const { unknown = [], sensitive = [], unordered = [], applied = {} } = answer
  const compare = (wanted: unknown, given: unknown, at: string): readonly string[] => {
    if (unknown.includes(at)) return isTagged(given) || fits(applied[at], given) ? [] : [at]
    if (sensitive.includes(at)) return given === undefined || isOpen(given) ? [] : [at]
    if (Array.isArray(wanted)) {
      if (!Array.isArray(given) || given.length !== wanted.length) return [at]
      const [these, those] = unordered.includes(at) ? [sorted(wanted), sorted(given)] : [wanted, given]
      return these.flatMap((item, index) => compare(item, those[index], `${at}/${index}`))
    }
    if (!isObject(wanted)) return isSame(wanted, given) ? [] : [at]
    if (!isObject(given) || isTagged(given)) return [at]
    const names = new Set([...Object.keys(wanted), ...Object.keys(given)])
    return [...names].flatMap((name) => {
      const pointer = `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
      return name in wanted && name in given ? compare(wanted[name], given[name], pointer) : [pointer]
    })
  }
  return compare('values' in answer ? answer.values : answer.value, view, '')
}

/** Whether what is known of a value fits the value that it turned out to have. */
function fits(value: unknown, view: unknown): boolean {
  if (isTagged(view)) {
    const { $choice, $partial } = view as { $choice?: { then: unknown; else: unknown }; $partial?: readonly unknown[] }
    if ($choice) return fits(value, $choice.then) || fits(value, $choice.else)
    return $partial ? new RegExp(`^${$partial.map(pattern).join('')}$`).test(String(value)) : true
  }
  if (Array.isArray(value))
    return Array.isArray(view) && view.length === value.length && value.every((item, at) => fits(item, view[at]))
  if (!isObject(value)) return value === undefined || isSame(value, view)
  return isObject(view) && Object.keys({ ...value, ...view }).every((name) => fits(value[name], view[name]))
}

function pattern(piece: unknown): string {
  return typeof piece === 'string' ? piece.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&') : '[^]*'
}

function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'number' || typeof other !== 'number') return one === other
  return Math.abs(one - other) <= 1e-12 * Math.max(Math.abs(one), Math.abs(other))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

function isTagged(value: unknown): boolean {
  return isObject(value) && ['$unknown', '$partial', '$choice'].some((tag) => tag in value)
}

function isOpen(value: unknown): boolean {
  return isTagged(value) || (typeof value === 'object' && value !== null && Object.values(value).some(isOpen))
}

function sorted(items: readonly unknown[]): readonly unknown[] {
  return [...items].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
}
