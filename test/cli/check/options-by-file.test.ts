import { expect, test } from 'vitest'
import { optionsByFile } from '../../../cli/check/options-by-file.ts'
import type { InputOptions } from '../../../cli/input-options.ts'

const others: InputOptions = { parameter: [], parameterFile: [], var: [], varFile: [], limit: {} }
const named = (name: string): InputOptions => ({ ...others, environmentParameters: [name] })

/** The stack by whose values a file is judged, from `/work/app`. */
function stackOf(file: string, paths: readonly string[]): string {
  const stacks = paths.map((path) => ({ path, options: named(path) }))
  return optionsByFile(stacks, others, '/work/app')(file).environmentParameters?.[0] ?? 'none'
}

test.each([
  ['the file itself', 'app/template.yaml', ['app/template.yaml'], 'app/template.yaml'],
  ['a folder, however it is written', 'infra/a/main.tf', ['./infra/'], './infra/'],
  ['the working directory', 'app/template.yaml', ['.'], '.'],
  ['an absolute path', 'app/template.yaml', ['/work/app/app'], '/work/app/app'],
  ['a path outside', '../shared/a.yaml', ['../shared'], '../shared'],
  ['the innermost of several', 'infra/net/main.tf', ['infra', 'infra/net', '.'], 'infra/net'],
  ['a Terraform file for its folder', 'infra/roles.tf', ['infra/main.tf'], 'infra/main.tf'],
  ['but for nothing below', 'infra/modules/main.tf', ['infra/main.tf'], 'none'],
  ['no folder whose name only begins so', 'infra-old/main.tf', ['infra'], 'none'],
  ['not the working directory for what lies outside', '../a.yaml', ['.'], 'none'],
])('%s: %s', (_what, file, paths, stack) => expect(stackOf(file, paths)).toBe(stack))

test('of a path that is there twice, the entry that has the environment', () => {
  const prod = named('prod')
  const stacks = [
    { path: 'app', options: others },
    { path: 'app', options: prod },
  ]
  expect(optionsByFile(stacks, others, '/work')('app/a.yaml')).toBe(prod)
})
