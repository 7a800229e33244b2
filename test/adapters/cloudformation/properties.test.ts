import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseTemplate } from '../../../adapters/cloudformation/parse.ts'
import { parseJson } from '../../../adapters/sources/json.ts'
import type { Span } from '../../../model/source.ts'
import type { Value } from '../../../model/value.ts'
import { readStacks } from './reading.ts'

/** Pieces of templates, in any order: mostly broken, sometimes not. */
const piece = fc.constantFrom(
  ...[
    'Resources:',
    ' ',
    '  ',
    '\n',
    '\n  ',
    '\n    ',
    'A:',
    ' Type: AWS::SQS::Queue',
    'Properties:',
    '- ',
    '[',
    ']',
    '{',
    '}',
  ],
  ...[
    ', ',
    ': ',
    '"',
    "'",
    '|',
    '>-',
    '!Ref ',
    '!Sub ',
    '!If ',
    '!GetAtt A.B',
    '&x ',
    '*x',
    '<<: ',
    '${',
    '}',
    '#',
    '\t',
    '---',
  ],
  ...[
    'Fn::Join: ',
    '"Fn::Sub"',
    'Conditions:',
    'Parameters:',
    '0123',
    '1.50',
    '~',
    '\\',
    '\u2028',
    '😀',
    'AWS::NoValue',
    '? ',
    '%',
  ],
)
const text = fc.oneof(
  fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
  fc
    .array(piece, { maxLength: 40 })
    .map((pieces) => `Resources:\n  A:\n    Type: AWS::SQS::Queue\n    Properties: ${pieces.join('')}`),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
)

test('no text makes the reader throw, and every place it names is inside the file', () => {
  fc.assert(
    fc.property(text, (source) => {
      const { value, diagnostics } = parseTemplate({ path: 't.yaml', text: source })
      expect(value !== undefined || diagnostics.length > 0).toBe(true)
      const places = [...(value ? spansOf(value) : []), ...diagnostics.flatMap(({ location }) => location ?? [])]
      expect(places.filter((span) => !isInside(span, source))).toEqual([])
    }),
    { numRuns: 500 },
  )
})

test('no text makes the adapter throw', () => {
  fc.assert(
    fc.property(text, (source) => {
      for (const stack of readStacks(source)) stack.normalise(stack.resources)
    }),
    { numRuns: 300 },
  )
})

test('JSON is read as JSON.parse reads it, with the same keys and texts', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const source = JSON.stringify(value, null, 1)
      const { value: read } = parseJson({ path: 'a.json', text: source })
      expect(read && asJson(read)).toEqual(JSON.parse(source))
    }),
    { numRuns: 300 },
  )
})

test('broken JSON is one error inside the file', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(), (value, cut) => {
      const whole = JSON.stringify([value, 'end'])
      const source = whole.slice(0, cut % whole.length)
      const { value: read, diagnostics } = parseJson({ path: 'a.json', text: source })
      const errors = diagnostics.filter(({ severity }) => severity === 'error')
      expect([read, errors.length, errors.every(({ location }) => location && isInside(location, source))]).toEqual([
        undefined,
        1,
        true,
      ])
    }),
    { numRuns: 500 },
  )
})

function spansOf(value: Value): readonly Span[] {
  if (value.type === 'list') return [value.at, ...value.items.flatMap(spansOf)]
  if (value.type !== 'map') return [value.at]
  return [value.at, ...[...value.entries.values()].flatMap((entry) => [entry.key, ...spansOf(entry.value)])]
}

function isInside(span: Span, source: string): boolean {
  const lines = source.split('\n')
  const inside = (line: number, column: number): boolean =>
    line >= 1 && line <= lines.length && column >= 1 && column <= (lines[line - 1]?.length ?? 0) + 1
  const ordered =
    span.startLine < span.endLine || (span.startLine === span.endLine && span.startColumn <= span.endColumn)
  return ordered && inside(span.startLine, span.startColumn) && inside(span.endLine, span.endColumn)
}

/** Numbers that a double cannot hold exactly stay texts; for the comparison they are numbers. */
function asJson(value: Value): unknown {
  if (value.type === 'list') return value.items.map(asJson)
  if (value.type === 'map')
    return Object.fromEntries([...value.entries].map(([key, entry]) => [key, asJson(entry.value)]))
  if (value.type !== 'scalar') throw new Error('JSON holds plain values only')
  const width = value.at.endColumn - value.at.startColumn
  return typeof value.value === 'string' && width === value.value.length ? Number(value.value) : value.value
}
