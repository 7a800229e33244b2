import { describe, expect, test } from 'vitest'
import { withClaims } from '../../adapters/claims.ts'
import { memorySources } from '../../adapters/sources/memory.ts'
import { type Diagnostic, error } from '../../model/diagnostic.ts'
import type { Adapter, Stack } from '../../model/stack.ts'

const none = { parameters: new Map(), variables: new Map() }

/** What is said where a format claims these of the files. */
async function said(texts: Record<string, string>, { named = [], claimed = [], diagnostics = [] }: Partial<Situation>) {
  const sources = memorySources(texts)
  const found = { sources, named, diagnostics: [...diagnostics], passedOver: { files: new Map(), folders: new Map() } }
  const adapter: Adapter = { name: 'some', read: () => claimed.map(stack) }
  for (const each of withClaims([adapter], found)) await each.read(sources, none)
  return found.diagnostics.map(({ severity, code, message }) => `${severity} ${code} ${message}`)
}

interface Situation {
  readonly named: readonly string[]
  readonly claimed: readonly string[]
  readonly diagnostics: readonly Diagnostic[]
}

describe('a named file is judged or spoken of', () => {
  test('one that a stack holds is judged, and nothing is said', async () => {
    expect(await said({ 'a.yaml': 'a: 1' }, { named: ['a.yaml'], claimed: ['a.yaml'] })).toEqual([])
  })

  test('one that no format claims is not recognised', async () => {
    expect(await said({ 'a.yaml': 'a: 1' }, { named: ['a.yaml'] })).toEqual([
      'error FORMAT_NOT_RECOGNISED a.yaml is neither a CloudFormation template (YAML or JSON with Resources that have a Type like AWS::Lambda::Function) nor a Terraform source (*.tf), plan or state (JSON), so it was not judged.',
    ])
  })

  test('one whose syntax is broken says where instead', async () => {
    const [first] = await said({ 'a.json': '{\n  "a": ]\n}' }, { named: ['a.json'] })
    expect(first).toMatch(/^error SYNTAX /)
  })

  test('the log of a run of Terraform is told from a plan, with how one is written', async () => {
    const log = [
      '{"@level":"info","@message":"Terraform 1.11.4","@module":"terraform.ui","type":"version","ui":"1.2"}',
      '{"@level":"info","@message":"Plan: 1 to add","@module":"terraform.ui","type":"change_summary"}',
    ].join('\n')
    expect(await said({ 'plan.json': log }, { named: ['plan.json'] })).toEqual([
      'error FORMAT_NOT_RECOGNISED plan.json tells how a command of Terraform ran ("terraform plan -json"), and holds no plan. Write the plan with "terraform plan -out=plan.bin" and "terraform show -json plan.bin > plan.json", and check plan.json.',
    ])
  })

  test('values of Terraform variables are a part of the root beside them', async () => {
    const texts = { 'infra/main.tf': '', 'infra/prod.tfvars': '', 'values/prod.tfvars': 'a = 1' }
    const named = ['infra/prod.tfvars', 'values/prod.tfvars']
    expect(await said(texts, { named, claimed: ['infra/main.tf'] })).toEqual([
      'error FORMAT_NOT_RECOGNISED values/prod.tfvars belongs to no Terraform root that could be judged: its folder holds no resources.',
    ])
  })

  test('one of a folder that shows a template and cannot be read is no pass', async () => {
    const text = 'foo: bar\n---\nResources:\n  Q: {Type: AWS::SQS::Queue}\n'
    const [first] = await said({ 'a.yaml': text, 'b.yaml': '' }, { claimed: ['b.yaml'] })
    expect(first).toMatch(/^error INVALID_TEMPLATE A second YAML /)
  })

  test('an empty one is empty', async () => {
    expect(await said({ 'a.yaml': '\n' }, { named: ['a.yaml'] })).toEqual([
      'error FORMAT_NOT_RECOGNISED a.yaml is empty.',
    ])
  })

  test('what was said of it already is not said twice', async () => {
    const problem = error('SYNTAX', 'broken', {
      file: 'a.yaml',
      startLine: 1,
      startColumn: 1,
      endLine: 1,
      endColumn: 1,
    })
    expect(await said({ 'a.yaml': 'a: [' }, { named: ['a.yaml'], diagnostics: [problem] })).toEqual([
      'error SYNTAX broken',
    ])
  })
})

describe('a run without stacks is never green', () => {
  test('a found file that only looks like a template is passed over, aloud; with nothing else to judge that is an error', async () => {
    const texts = { 'a.yaml': 'resources:\n  Resources: {}', 'b.yaml': 'Resources: {}' }
    const passed =
      'warning FORMAT_NOT_RECOGNISED a.yaml mentions resources but has no Resources of its own, so it was passed over.'
    expect(await said(texts, { claimed: ['b.yaml'] })).toEqual([passed])
    expect(await said({ 'a.yaml': texts['a.yaml'] }, {})).toEqual([
      passed,
      'error NOTHING_TO_CHECK Nothing to check in a.yaml: there is no resource in them.',
    ])
  })

  test('a plan or state beside a root that is judged, unless it was named', async () => {
    const texts = { 'main.tf': '', 'terraform.tfstate': '{"version": 4, "serial": 1, "lineage": "x"}' }
    expect(await said(texts, { claimed: ['main.tf'] })).toEqual([])
    expect(await said(texts, { claimed: ['main.tf'], named: ['terraform.tfstate'] })).toEqual([
      'error FORMAT_NOT_RECOGNISED terraform.tfstate is a state of Terraform and was not judged, for sources beside it were. Name it alone, or give --input terraform-state.',
    ])
  })

  test('a Terraform folder that is no root is judged through its callers', async () => {
    const texts = { 'main.tf': '', 'modules/queue/main.tf': '' }
    expect(await said(texts, { claimed: ['main.tf'] })).toEqual([])
    expect(await said(texts, {})).toEqual([
      'error NOTHING_TO_CHECK Nothing to check in main.tf, modules/queue/main.tf: there is no resource in them.',
    ])
  })
})

function stack(path: string): Stack {
  return {
    id: path,
    path,
    format: 'cloudformation',
    status: 'complete',
    scope: 'stack',
    files: [path],
    resources: [],
    outputs: new Map(),
    opaque: [],
    diagnostics: [],
    normalise: () => ({ entities: [], parts: [], aliases: [], unmapped: new Map(), mapped: 0 }),
  }
}
