import { type KindName, kinds } from '../../model/kinds/index.ts'
import type { TextPart } from '../../model/text.ts'
import type { Reference } from '../../model/value.ts'

/** The sections of an ARN, each still in pieces. Source: AWS General Reference, "Amazon Resource Names". */
export interface Arn {
  readonly partition: readonly TextPart[]
  readonly service: readonly TextPart[]
  readonly region: readonly TextPart[]
  readonly account: readonly TextPart[]
  readonly resource: readonly TextPart[]
}

/** Splits a text into the sections of an ARN; `undefined` where its beginning is no literal `arn:`. */
export function parseArn(parts: readonly TextPart[]): Arn | undefined {
  const [first] = parts
  if (typeof first !== 'string' || !first.startsWith('arn:')) return undefined
  const [, partition = [], service = [], region = [], account = [], resource] = splitSections(parts, sectionsOfArn)
  return resource ? { partition, service, region, account, resource } : undefined
}

/**
 * A resource pattern with fewer sections than an ARN has: those that are missing are `*`. Other texts as they are.
 * Source: IAM User Guide, "IAM JSON policy elements: Resource", incomplete ARNs.
 */
export function completedArn(parts: readonly TextPart[]): readonly TextPart[] {
  const [first] = parts
  if (typeof first !== 'string' || !/^arn:[^:]+:/.test(first)) return parts
  const missing = sectionsOfArn - splitSections(parts, sectionsOfArn).length
  return missing > 0 ? [...parts, ':*'.repeat(missing)] : parts
}

const sectionsOfArn = 6

/**
 * The name in a name with a qualifier (`orders:live`) or in a partial ARN (`123456789012:function:orders:live`).
 * Source: Lambda API reference, `FunctionName`.
 */
export function partialName(parts: readonly TextPart[], prefix: string): readonly TextPart[] {
  const sections = splitSections(parts, 4)
  const [first = [], second = [], third] = sections
  if (third && `${literal(second)}:` === prefix) return third
  const [only] = first
  const isAccount = /^\d{12}$/.test(literal(first) ?? '') || (typeof only === 'object' && only.type === 'symbol')
  return sections.length > 1 && isAccount ? second : first
}

/** A text begins with a reference that something may follow, but that is not part of a longer name. */
export function leadingReference(parts: readonly TextPart[]): Reference | undefined {
  const [first, next] = parts
  if (typeof first !== 'object' || first.type !== 'reference') return undefined
  return next === undefined || (typeof next === 'string' && /^[:/]/.test(next)) ? first : undefined
}

/** The pieces between colons, the last section with what is left. */
function splitSections(parts: readonly TextPart[], most: number): readonly (readonly TextPart[])[] {
  const sections: TextPart[][] = [[]]
  for (const part of parts) {
    if (typeof part !== 'string') {
      sections.at(-1)?.push(part)
      continue
    }
    let rest = part
    while (sections.length < most && rest.includes(':')) {
      const colon = rest.indexOf(':')
      push(sections.at(-1), rest.slice(0, colon))
      sections.push([])
      rest = rest.slice(colon + 1)
    }
    push(sections.at(-1), rest)
  }
  return sections
}

/** The literal text of a section; `undefined` where a piece of it is none. */
export function literal(parts: readonly TextPart[]): string | undefined {
  return parts.every((part) => typeof part === 'string') ? parts.join('') : undefined
}

/** What follows the type prefix in the resource section: `function:orders` → `orders`. */
export function nameParts<T>(kind: KindName, resource: readonly (T | string)[]): readonly (T | string)[] {
  const prefix = kinds[kind].arn?.prefix ?? ''
  const [first, ...rest] = resource
  if (typeof first !== 'string' || !first.startsWith(prefix)) return resource
  const name = first.slice(prefix.length)
  return name === '' ? rest : [name, ...rest]
}

/** The name and what follows it: an object key, an index, a qualifier. */
export function splitName(
  kind: KindName | undefined,
  parts: readonly TextPart[],
): { readonly name: readonly TextPart[]; readonly path: readonly TextPart[] } {
  const ends = kind && kinds[kind].arn?.ends
  const index = parts.findIndex((part) => typeof part === 'string' && ends !== undefined && part.includes(ends))
  const part = parts[index]
  if (typeof part !== 'string' || ends === undefined) return { name: parts, path: [] }
  const cut = part.indexOf(ends)
  const name = cut === 0 ? parts.slice(0, index) : [...parts.slice(0, index), part.slice(0, cut)]
  return { name, path: [part.slice(cut), ...parts.slice(index + 1)] }
}

function push(section: TextPart[] | undefined, text: string): void {
  if (text !== '') section?.push(text)
}
