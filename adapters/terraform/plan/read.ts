import { type Diagnostic, error } from '../../../model/diagnostic.ts'
import type { SourceFile } from '../../../model/source.ts'
import { startOf } from '../../../model/source.ts'
import { isNull, type MapValue } from '../../../model/value.ts'
import { parseJson } from '../../sources/json.ts'
import { mapAt, textAt } from './node.ts'

export interface Opened {
  readonly document: MapValue | undefined
  readonly diagnostics: readonly Diagnostic[]
}

/** What is large in a plan or state, and mostly not needed: read when it is asked for. */
const later: ReadonlySet<string> = new Set([
  'before',
  'after',
  'after_unknown',
  'before_sensitive',
  'after_sensitive',
  'before_identity',
  'after_identity',
  'values',
  'sensitive_values',
  'attributes',
  'expressions',
])

/** A file of 512 MB holds no more. */
const limits = { depth: 200, values: 50_000_000 }

/** Opens what `terraform show -json` wrote: formats 0.1 to 1.x. Source: Terraform, "JSON Output Format", Format Summary. */
export function openShown(file: SourceFile, what: 'plan' | 'state'): Opened {
  const { document, diagnostics } = openJson(file)
  const version = textAt(document, 'format_version')
  if (!document) return { document, diagnostics }
  if (version === undefined || /^[01](?:\.|$)/.test(version)) {
    return { document, diagnostics: [...diagnostics, ...malformedChanges(document)] }
  }
  const at = document.entries.get('format_version')?.value.at ?? startOf(file.path)
  const message = `This ${what} has format ${JSON.stringify(version)}; formats 0.1 to 1.x are read. Write it with a version of Terraform or OpenTofu that gives one of them, or check the sources instead.`
  return { document: undefined, diagnostics: [...diagnostics, error('NOT_EVALUATED', message, at)] }
}

/** Past this many, further ones tell nothing new. */
const MAX_MALFORMED = 20

/** What stands among the changes of a plan and is none: that resource cannot be judged. */
function malformedChanges(document: MapValue): readonly Diagnostic[] {
  const changes = document.entries.get('resource_changes')?.value
  if (!changes || isNull(changes)) return []
  const written = 'Write the plan again with "terraform show -json".'
  if (changes.type !== 'list') {
    return [error('SYNTAX', `resource_changes is no list, so no resource of it is judged. ${written}`, changes.at)]
  }
  return changes.items
    .flatMap((item, index) => {
      const lacks = item.type === 'map' ? lackingIn(item) : 'is no object'
      return lacks === undefined
        ? []
        : [error('SYNTAX', `resource_changes[${index}] ${lacks}, so it is not judged. ${written}`, item.at)]
    })
    .slice(0, MAX_MALFORMED)
}

function lackingIn(change: MapValue): string | undefined {
  const isWhole = textAt(change, 'address') !== undefined && textAt(change, 'type') !== undefined
  if (!isWhole) return 'has no address or type'
  return mapAt(change, 'change') ? undefined : 'has no change'
}

/** Opens JSON of which most is read when it is asked for. */
export function openJson(file: SourceFile): Opened {
  const { value, diagnostics } = parseJson(file, limits, later)
  if (value === undefined || value.type === 'map') return { document: value, diagnostics }
  const message = `${file.path} holds no JSON object.`
  return { document: undefined, diagnostics: [...diagnostics, error('SYNTAX', message, value.at)] }
}
