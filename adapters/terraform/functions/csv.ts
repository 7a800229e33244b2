import type { Value } from '../../../model/value.ts'
import { fail } from '../resolve/failure.ts'
import { markedLike } from '../resolve/marks.ts'
import { collectionType, objectType, STRING } from '../resolve/types.ts'
import { listOf, mapOf, noted, plainText, unknownLike } from '../resolve/value.ts'
import { type Call, takeArguments } from './function.ts'

/** The rows of a table as objects, by the names in its first row. Source: RFC 4180; Go, encoding/csv. */
export function decodeCsv(args: readonly Value[], call: Call): Value {
  const [text] = takeArguments(args, ['string'], call)
  if (text?.type !== 'scalar') return unknownLike(text as Value, call.at)
  const [names, ...rows] = rowsOf(String(text.value), call)
  if (!names) return fail('This table has no first row with the names of its columns.', call.at)
  if (new Set(names).size < names.length) return fail('Two columns of this table have the same name.', call.at)
  const items = rows.map((row) => {
    if (row.length !== names.length)
      return fail('A row of this table is longer or shorter than the first one.', call.at)
    return mapOf(
      names.map((name, index) => [name, { key: call.at, value: plainText(row[index] ?? '', call.at) }] as const),
      call.at,
    )
  })
  const row = objectType(names.map((name) => [name, STRING] as const))
  return markedLike(noted(listOf(items, call.at), { ofType: collectionType('list', row) }), text)
}

function rowsOf(text: string, call: Call): readonly (readonly string[])[] {
  const rows: string[][] = []
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*|[^",\r\n][^,\r\n]*))(,|\r?\n|$)/y
  let row: string[] = []
  while (field.lastIndex < text.length) {
    const match = field.exec(text)
    const [, quoted, bare = '', end = ''] = match ?? []
    if (!match || bare.includes('"'))
      return fail('A quote in this table has no end, or stands in the midst of a field.', call.at)
    row.push(quoted === undefined ? bare : quoted.replaceAll('""', '"').replaceAll('\r\n', '\n'))
    if (end === ',' && field.lastIndex < text.length) continue
    if (end === ',') row.push('')
    // A line with nothing on it is no row.
    if (row.length > 1 || row[0] !== '' || quoted !== undefined) rows.push(row)
    row = []
  }
  return rows
}
