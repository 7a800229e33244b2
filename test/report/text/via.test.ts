import { expect, test } from 'vitest'
import type { Via } from '../../../model/value.ts'
import { linesOf } from '../../../report/text/lines.ts'
import { tellVia } from '../../../report/text/via.ts'

const files: Readonly<Record<string, string>> = {
  'template.yaml': `Parameters:
  Stage:
    Default: dev
Mappings:
  Runtimes:
    # Both are deployed.
    eu-west-1:
      orders: nodejs14.x
    us-east-1: { orders: nodejs20.x }
Globals:
  Function:
    Timeout: 3
`,
  'template.json': `{
  "Mappings": {
    "Runtimes": {
      "eu-west-1": {
        "orders": "nodejs14.x"
      }
    }
  }
}
`,
  'line.json': '{"Mappings": {"Runtimes": {"eu-west-1": {"orders": "nodejs14.x"}}}}',
  'main.tf': `locals {
  runtime = "nodejs14.x"
}
`,
  'terraform.tfvars': 'functions = {\n  orders = { url = "http://orders.example" }\n}\n',
}

test.each<[reason: Via['reason'], file: string, text: string, told: string]>([
  ['local', 'template.yaml', 'nodejs14.x', 'from the mapping Runtimes, template.yaml:8:15'],
  ['local', 'template.yaml', 'nodejs20.x', 'from the mapping Runtimes, template.yaml:9:26'],
  ['local', 'template.yaml', '3', 'from a mapping, template.yaml:12:14'],
  ['local', 'template.json', '"nodejs14.x"', 'from the mapping Runtimes, template.json:5:19'],
  ['local', 'line.json', '"nodejs14.x"', 'from a mapping, line.json:1:52'],
  ['local', 'main.tf', '"nodejs14.x"', 'from the local runtime, main.tf:2:13'],
  ['default', 'template.yaml', 'dev', 'from the default of parameter Stage, template.yaml:3:14'],
  ['for_each', 'terraform.tfvars', '{ url', 'from one of the elements that for_each goes over, terraform.tfvars:2:12'],
])('a value that came by %s in %s at %j', (reason, file, text, told) => {
  const lines = (files[file] ?? '').split('\n')
  const row = lines.findIndex((line) => line.includes(text))
  const column = (lines[row] ?? '').lastIndexOf(text) + 1
  const location = { file, startLine: row + 1, startColumn: column, endLine: row + 1, endColumn: column + text.length }
  expect(
    tellVia(
      [{ reason, location }],
      linesOf((path) => files[path]),
    ),
  ).toEqual([told])
})
