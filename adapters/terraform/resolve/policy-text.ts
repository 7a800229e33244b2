import type { Value } from '../../../model/value.ts'
import { compareText, quoted } from './plain.ts'
import { isKnown, isSensitive } from './value.ts'

/**
 * The text of a policy document as the provider writes it: with blanks, or without. Undefined where it is not known,
 * or holds signs that versions of the provider write differently. Source: Terraform AWS provider, "aws_iam_policy_document".
 */
export function policyText(document: Value, isMinified: boolean): string | undefined {
  const statements = document.type === 'map' ? document.entries.get('Statement')?.value : undefined
  if (!isKnown(document) || isSensitive(document) || statements?.type !== 'list' || statements.items.length === 0)
    return undefined
  const text = written(document, isMinified ? undefined : '\n', DOCUMENT)
  return /\\u00(?:3c|3e|26)/.test(text) ? undefined : text
}

const DOCUMENT = ['Version', 'Id', 'Statement']
const STATEMENT = [
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
]

/** A value below `newline`, which holds the indentation; on one line where there is none. */
function written(value: Value, newline: string | undefined, order: readonly string[]): string {
  const inner = newline === undefined ? undefined : `${newline}  `
  const enclosed = (open: string, parts: readonly string[], close: string): string => {
    if (parts.length === 0) return open + close
    return `${open}${inner ?? ''}${parts.join(`,${inner ?? ''}`)}${newline ?? ''}${close}`
  }
  if (value.type === 'list') {
    // The only list right below the document is that of its statements.
    return enclosed(
      '[',
      value.items.map((item) => written(item, inner, order === DOCUMENT ? STATEMENT : [])),
      ']',
    )
  }
  if (value.type === 'map') {
    const entries = [...value.entries].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b) || compareText(a, b))
    const colon = newline === undefined ? ':' : ': '
    return enclosed(
      '{',
      entries.map(
        ([key, entry]) => `${quoted(key)}${colon}${written(entry.value, inner, order === DOCUMENT ? DOCUMENT : [])}`,
      ),
      '}',
    )
  }
  return value.type === 'scalar' ? quoted(String(value.value)) : 'null'
}
