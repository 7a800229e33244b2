import { serviceActions } from './facts/actions.ts'

/** What an action does, as AWS classes it: `tag` changes tags alone, `permit` who may do what. */
export const accessLevels = ['read', 'list', 'write', 'tag', 'permit'] as const
export type AccessLevel = (typeof accessLevels)[number]

export interface Action {
  /** `sqs:SendMessage`. */
  readonly name: string
  readonly level: AccessLevel
  /** It can be limited to resources; where not, every statement about it says `*`. */
  readonly scopable: boolean
}

/**
 * The actions that a pattern such as `s3:Get*` covers, `*` standing for any text and `?` for one character, in any case
 * of letters. Empty where there is no such action; `undefined` where nothing is known of the service.
 * Source: AWS Service Authorization Reference; IAM User Guide, "IAM JSON policy elements: Action".
 */
export function actionsMatching(pattern: string): readonly Action[] | undefined {
  const before = matched.get(pattern)
  if (before !== undefined) return before
  const { services, name } = partsOf(pattern)
  if (services.length === 0) return undefined
  const isWanted = wildcard(name)
  const found = services.flatMap((service) => {
    const actions = actionsOf(service)
    return name === '*' ? actions : actions.filter((action) => isWanted(action.name.slice(service.length + 1)))
  })
  if (matched.size < mostPatterns) matched.set(pattern, found)
  return found
}

/** Patterns repeat: a stack of a thousand roles has a dozen of them. */
const matched = new Map<string, readonly Action[]>()
const mostPatterns = 5000

function partsOf(pattern: string): { readonly services: readonly string[]; readonly name: string } {
  const cut = pattern.indexOf(':')
  const [service, name] = cut === -1 ? [pattern, '*'] : [pattern.slice(0, cut), pattern.slice(cut + 1)]
  if (cut === -1 && pattern !== '*') return { services: [], name }
  const literal = service.toLowerCase()
  if (!/[*?]/.test(literal)) return { services: Object.hasOwn(serviceActions(), literal) ? [literal] : [], name }
  const isWanted = wildcard(literal)
  return { services: Object.keys(serviceActions()).filter(isWanted), name }
}

const read = new Map<string, readonly Action[]>()

function actionsOf(service: string): readonly Action[] {
  const before = read.get(service)
  if (before !== undefined) return before
  const actions = (serviceActions()[service] ?? '').split('|').flatMap((group) => {
    const [kind = '', ...names] = group.split(' ')
    const scopable = !kind.endsWith('*')
    const level = (scopable ? kind : kind.slice(0, -1)) as AccessLevel
    return names.map((name): Action => ({ name: `${service}:${name}`, level, scopable }))
  })
  read.set(service, actions)
  return actions
}

/** Whether a text fits a pattern of `*` and `?`, in any case of letters. Linear in the text for each star. */
export function wildcard(pattern: string): (text: string) => boolean {
  const pieces = pattern.toLowerCase()
  return (given) => fits(pieces, given.toLowerCase())
}

function fits(pattern: string, text: string): boolean {
  let at = 0
  let inPattern = 0
  let star = -1
  let resume = 0
  while (at < text.length) {
    const wanted = pattern[inPattern]
    if (wanted === '*') {
      star = inPattern
      resume = at
      inPattern += 1
    } else if (wanted === '?' || wanted === text[at]) {
      inPattern += 1
      at += 1
    } else if (star !== -1) {
      resume += 1
      at = resume
      inPattern = star + 1
    } else return false
  }
  while (pattern[inPattern] === '*') inPattern += 1
  return inPattern === pattern.length
}
