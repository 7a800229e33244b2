import { CLOUDFORMATION_SCHEMA, localTags } from 'cloudformation-js-yaml-schema'
import { load } from 'js-yaml'
import { expect, test } from 'vitest'
import { parseTemplate } from '../../../adapters/cloudformation/parse.ts'
import { nativeView } from '../../../model/native.ts'

const samples = {
  scalar: ['Name', 'A.B.C', '"quoted: text"', '|\n  two\n  lines', '""'],
  sequence: ['[a, b]', '[a, [b, c], {d: e}]', '\n  - a\n  - b: c', '[]'],
  mapping: ['{Name: x, Parameters: {Location: y}}', '\n  Name: x\n  Parameters: {Location: y}', '{}'],
}

const cases = Object.entries(localTags).flatMap(([kind, tags]) =>
  tags.flatMap((tag) =>
    samples[kind as keyof typeof samples].map((sample) => [`!${tag} ${sample}`, tag, sample] as const),
  ),
)

test('there is a case for every tag of the oracle', () => {
  expect(new Set(cases.map(([, tag]) => tag)).size).toBeGreaterThan(15)
})

/** The oracle gives `{class, data}` for a tag; the long form is what CloudFormation documents for it. */
test.each(cases)('%j is read as the oracle reads it', (written, tag) => {
  const oracle = load(`v: ${written}`, { schema: CLOUDFORMATION_SCHEMA }) as { v: { class: string; data: unknown } }
  const name = tag === 'Ref' || tag === 'Condition' ? tag : `Fn::${tag}`
  const { data } = oracle.v
  const argument = tag === 'GetAtt' && typeof data === 'string' ? splitAtFirstDot(data) : data
  const { value } = parseTemplate({ path: 't.yaml', text: `v: ${written}` })
  expect([oracle.v.class, value && nativeView(value)]).toEqual([tag, { v: { [name]: argument } }])
})

function splitAtFirstDot(text: string): unknown {
  const dot = text.indexOf('.')
  return dot === -1 ? text : [text.slice(0, dot), text.slice(dot + 1)]
}
