import { describe, expect, test } from 'vitest'
import {
  candidateOf,
  discover,
  type Item,
  showsPlan,
  showsTemplate,
  stdinPath,
} from '../../../adapters/sources/discover.ts'
import { nearest } from '../../../model/nearest.ts'

describe('a text shows a template', () => {
  test.each([
    ['YAML', 'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  F:\n    Type: AWS::Lambda::Function\n'],
    ['JSON in one line', '{"Resources":{"F":{"Type":"AWS::Lambda::Function"}}}'],
    ['JSON over lines', '{\n  "Resources" : {\n    "F": { "Type" : "Custom::Thing" } } }'],
    ['YAML that is broken further down', 'Resources:\n  F:\n    Type: AWS::Lambda::Function\n  G: [\n'],
    ['a module of a registry', 'Resources:\n  F:\n    Type: My::Queue::Standard::MODULE\n'],
  ])('%s', (_what, text) => expect(showsTemplate(text)).toBe(true))

  test.each([
    ['a pipeline that names a type', 'steps:\n  - run: aws cloudformation list-types --type AWS::Lambda::Function\n'],
    ['a Kubernetes list', 'kind: List\nitems:\n  - kind: Pod\n    resources: {}\n'],
    ['a template without a type', 'Resources: {}\n'],
    ['a package that mentions the transform', '{"keywords": ["AWS::Serverless-2016-10-31", "Resources"]}'],
  ])('not %s', (_what, text) => expect(showsTemplate(text)).toBe(false))

  test('is asked in linear time', () => {
    const hostile = `${'Resources '.repeat(100_000)}${'Type:'.repeat(100_000)}${' '.repeat(1_000_000)}`
    const start = performance.now()
    expect(showsTemplate(hostile)).toBe(false)
    expect(performance.now() - start).toBeLessThan(1000)
  })
})

test.each([
  ['template.yaml', 'template'],
  ['Shop.template.json', 'template'],
  ['shop.template', 'template'],
  ['shop.cfn', 'template'],
  ['shop.cform', 'template'],
  ['shop.yaml.txt', 'template'],
  ['shop', 'template'],
  ['shop.yaml.bak', undefined],
  ['notes.txt', undefined],
  ['main.tf', 'terraform'],
  ['main.tf.json', 'terraform'],
  ['prod.tfvars', 'terraform'],
  ['.terraform.lock.hcl', 'terraform'],
  ['.eslintrc.json', undefined],
  ['package.json', undefined],
  ['main.py', undefined],
  ['terraform.tfstate', 'template'],
])('by its name %s may be a %s', (name, candidate) => {
  expect(candidateOf(name)).toBe(candidate)
})

test('a plan shows itself at its beginning', () => {
  expect(showsPlan('{"format_version":"1.2","terraform_version":"1.9.0"')).toBe(true)
  expect(showsPlan('{"Resources":{}}')).toBe(false)
})

test('standard input is called by what it shows', () => {
  expect(stdinPath('{"a": 1}')).toBe('stdin.json')
  expect(stdinPath('# infra\nterraform {\n}\n')).toBe('stdin.tf')
  expect(stdinPath('variable "a" {}')).toBe('stdin.tf')
  expect(stdinPath('Resources: {}')).toBe('stdin.yaml')
})

test('a search ends as soon as it may not continue, and says what it met until then', () => {
  const items: readonly Item[] = ['a.yaml', 'b.md', 'c.yaml'].map((name) => ({ name, type: 'file', identity: name }))
  const taken: string[] = []
  const passedOver = { files: new Map<string, number>(), folders: new Map<string, number>() }
  let left = 2
  discover(
    { path: 'app', fromTop: '', item: { name: 'app', type: 'folder', identity: 'app' } },
    {
      list: () => items,
      ignored: () => false,
      take: (path) => taken.push(path) > 0,
      refuse: () => undefined,
      mayContinue: () => left-- > 0,
      passedOver,
    },
  )
  expect(taken).toEqual(['app/a.yaml'])
  expect(passedOver.files).toEqual(new Map([['.md', 1]]))
})

test('the nearest name is one that is hardly different', () => {
  expect(nearest('fial-on', ['fail-on', 'format'])).toBe('fail-on')
  expect(nearest('Tempalte.yaml', ['template.yaml', 'other.yaml'])).toBe('template.yaml')
  expect(nearest('json', ['text', 'yaml'])).toBeUndefined()
  expect(nearest('', ['a'])).toBe('a')
})
