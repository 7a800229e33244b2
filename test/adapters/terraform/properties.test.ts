import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Span } from '../../../model/source.ts'
import type { Value } from '../../../model/value.ts'
import { readAll } from './reading.ts'

/** Pieces of configurations, in any order: mostly broken, sometimes not. */
const piece = fc.constantFrom(
  ...['resource "aws_sqs_queue" "q" {\n', 'locals {\n', 'variable "v" {\n', 'dynamic "b" {\n', 'content {\n', '}\n'],
  ...['name = ', 'count = ', 'for_each = ', 'policy = ', 'default = ', 'a = ', '\n', ' '],
  ...['"', '${', '}', '%{ if ', '%{ endif }', '<<-E\n', 'E\n', '$${', '\\', '~'],
  ...['local.a', 'var.v', 'each.key', 'aws_sqs_queue.q', '.arn', '[*]', '[0]', '["k"]', '.*'],
  ...['1', '"x"', 'true', 'null', '{ a = 1 }', '[1, 2]', 'é', '😀'],
  ...['jsonencode(', 'toset(', 'merge(', 'try(', ')', ',', '...', '(', '[', ']', '{'],
  ...[' ? ', ' : ', ' == ', ' && ', '!', '-', ' + ', 'for x in ', ' => ', ' if ', '# c\n', '/*', '*/'],
)

const text = fc.oneof(
  fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
  fc.array(piece, { maxLength: 12 }).map((pieces) => `locals {\n  a = ${pieces.join('')}\n}\n`),
)

test('reading never throws, and every place lies in its file', async () => {
  await fc.assert(
    fc.asyncProperty(text, async (source) => {
      const lines = source.split('\n')
      for (const { resources, diagnostics, outputs, normalise } of await readAll(source)) {
        for (const { location } of diagnostics) if (location) expect(isInside(location, lines)).toBe(true)
        for (const { at, properties } of resources) {
          expect(isInside(at, lines)).toBe(true)
          for (const place of placesIn(properties)) expect(isInside(place, lines)).toBe(true)
        }
        for (const value of outputs.values()) {
          for (const place of placesIn(value)) expect(isInside(place, lines)).toBe(true)
        }
        normalise(resources)
      }
    }),
    { numRuns: 400 },
  )
})

function isInside({ file, startLine, startColumn, endLine, endColumn }: Span, lines: readonly string[]): boolean {
  const [first, last] = [lines[startLine - 1], lines[endLine - 1]]
  if (file !== 'main.tf' || first === undefined || last === undefined) return false
  const isOrdered = startLine < endLine || (startLine === endLine && startColumn <= endColumn)
  return isOrdered && startColumn >= 1 && startColumn <= first.length + 1 && endColumn <= last.length + 1
}

function placesIn(value: Value): readonly Span[] {
  const here = [value.at, ...(value.via ?? []).map(({ location }) => location)]
  switch (value.type) {
    case 'list':
      return [...here, ...value.items.flatMap(placesIn)]
    case 'map':
      return [...here, ...[...value.entries.values()].flatMap((entry) => [entry.key, ...placesIn(entry.value)])]
    case 'json':
      return [...here, ...placesIn(value.value)]
    case 'choice':
      return [...here, ...[value.then, value.otherwise].flatMap((branch) => (branch ? placesIn(branch) : []))]
    default:
      return here
  }
}
