import { type Diagnostic, error } from '../../../model/diagnostic.ts'
import type { SourceFile } from '../../../model/source.ts'
import { startOf } from '../../../model/source.ts'
import type { MapValue } from '../../../model/value.ts'
import { parseJson } from '../../sources/json.ts'
import { textAt } from './node.ts'

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
  if (!document || version === undefined || /^[01](?:\.|$)/.test(version)) return { document, diagnostics }
  const at = document.entries.get('format_version')?.value.at ?? startOf(file.path)
  const message = `This ${what} has format ${JSON.stringify(version)}; formats 0.1 to 1.x are read. Write it with a version of Terraform or OpenTofu that gives one of them, or check the sources instead.`
  return { document: undefined, diagnostics: [...diagnostics, error('NOT_EVALUATED', message, at)] }
}

/** Opens JSON of which most is read when it is asked for. */
export function openJson(file: SourceFile): Opened {
  const { value, diagnostics } = parseJson(file, limits, later)
  if (value === undefined || value.type === 'map') return { document: value, diagnostics }
  const message = `${file.path} holds no JSON object.`
  return { document: undefined, diagnostics: [...diagnostics, error('SYNTAX', message, value.at)] }
}
