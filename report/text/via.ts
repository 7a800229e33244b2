import type { Span } from '../../model/source.ts'
import type { Via } from '../../model/value.ts'
import type { LineOf } from './lines.ts'
import { place, spoken } from './words.ts'

/** The way a value came, a step a sentence: `from the default of parameter Stage, template.yaml:4:5`. */
export function tellVia(via: readonly Via[], lineOf: LineOf): readonly string[] {
  return via.map(({ reason, location }) => `${step(reason, location, lineOf)}, ${place(location)}`)
}

function step(reason: Via['reason'], location: Span, lineOf: LineOf): string {
  const name = declarationAt(location, lineOf)
  switch (reason) {
    case 'globals':
      return 'from Globals'
    case 'default':
      return name ? `from the default of ${name}` : 'from a default'
    case 'parameter':
      return name ? `from the value given for ${name}` : 'from a value that was given'
    case 'module':
      return name ? `through ${name}` : 'through a module'
    case 'local':
      return fromLocal(location, lineOf)
    case 'for_each':
      return 'from one of the elements that for_each goes over'
    case 'dynamic':
      return 'from a dynamic block'
    case 'transform':
      return 'made by a transform'
    case 'plan':
      return 'as planned'
    default:
      return spoken(reason satisfies never)
  }
}

const reach = 200

/** What a format lets people write down once: a local value in Terraform, a cell of a mapping in a template. */
function fromLocal(location: Span, lineOf: LineOf): string {
  if (isTerraform(location.file)) {
    const name = declarationAt(location, lineOf)
    return name ? `from the ${name}` : 'from a local'
  }
  const mapping = mappingAt(location, lineOf)
  return mapping ? `from the mapping ${mapping}` : 'from a mapping'
}

function isTerraform(file: string): boolean {
  return /\.tf(\.json)?$/.test(file)
}

/** What is declared at a place, read from the file as a person would: `parameter Stage`, `variable stage`, `local name`. */
function declarationAt({ file, startLine }: Span, lineOf: LineOf): string | undefined {
  return isTerraform(file) ? blockAt(file, startLine, lineOf) : keyAt(file, startLine, lineOf)
}

function blockAt(file: string, startLine: number, lineOf: LineOf): string | undefined {
  const local = /^\s+([\w-]+)\s*=/.exec(lineOf(file, startLine) ?? '')?.[1]
  for (let line = startLine; line > Math.max(0, startLine - reach); line -= 1) {
    const [, block, label] = /^\s*(variable|module|locals)\b\s*(?:"([^"]*)")?/.exec(lineOf(file, line) ?? '') ?? []
    if (block === 'locals') return local && `local ${local}`
    if (block) return label && `${block} ${label}`
  }
  return undefined
}

/** Lines: a mapping may hold every region, every account. */
const mappingReach = 5_000

/** The mapping that a cell lies in: the key just below `Mappings`. */
function mappingAt({ file, startLine, startColumn }: Span, lineOf: LineOf): string | undefined {
  let depth = startColumn - 1
  let name: string | undefined
  for (let line = startLine; line > Math.max(0, startLine - mappingReach) && depth > 0; line -= 1) {
    const [, space = '', key] = /^(\s*)["']?([\w.:-]+)["']?\s*:/.exec(lineOf(file, line) ?? '') ?? []
    if (key === undefined || space.length >= depth) continue
    if (key === 'Mappings') return name
    name = key
    depth = space.length
  }
  return undefined
}

/** A template's parameter: the key at the place, or the one around its `Default`. */
function keyAt(file: string, startLine: number, lineOf: LineOf): string | undefined {
  let depth = Number.POSITIVE_INFINITY
  for (let line = startLine; line > Math.max(0, startLine - reach); line -= 1) {
    const [, space = '', key] = /^(\s*)["']?([\w.:-]+)["']?\s*:/.exec(lineOf(file, line) ?? '') ?? []
    if (key === undefined || space.length >= depth) continue
    if (key !== 'Default') return `parameter ${key}`
    depth = space.length
  }
  return undefined
}
