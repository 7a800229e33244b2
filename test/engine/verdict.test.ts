import { describe, expect, test } from 'vitest'
import type { Report } from '../../model/report.ts'
import { scanTexts } from '../support/scan.ts'

/** Each line of a template's resources, under a header with these parameters. */
function template(resources: string, parameters: readonly string[] = []): Readonly<Record<string, string>> {
  const declared = parameters.map((name) => `  ${name}: {Type: String}\n`).join('')
  return { 'template.yaml': `${declared === '' ? '' : `Parameters:\n${declared}`}Resources:\n${resources}` }
}

function lambda(id: string, role: string, more = ''): string {
  return `  ${id}:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: ${id.toLowerCase()}
      Role: ${role}
      Runtime: nodejs22.x
      Handler: index.handler
      TracingConfig: {Mode: Active}
      Code: {S3Bucket: code, S3Key: ${id}.zip}
${more}`
}

async function verdicts(
  policy: string,
  texts: Readonly<Record<string, string>>,
  parameters: Record<string, string> = {},
) {
  const given = { parameters: new Map(Object.entries(parameters)) }
  const report = await scanTexts(texts, { settings: { only: [policy] }, given })
  return { report, lines: report.findings.map(line) }
}

function line({ verdict, resource, attributes, location, condition }: Report['findings'][number]): string {
  const where = condition === null ? '' : ` where ${condition}`
  return `${verdict} ${resource.entity} ${attributes.join(' ')} :${location.startLine}${where}`
}

describe('a role given by a parameter', () => {
  const two = template(lambda('Orders', '!Ref RoleArn') + lambda('Refunds', '!Ref RoleArn'), ['RoleArn'])

  test('is one role, so two functions share it', async () => {
    const { lines } = await verdicts('function_roles/shared_role', two)
    expect(lines).toEqual(['fail external:RoleArn functions/0 functions/1 :8'])
  })

  test('does not hide that two other functions share one', async () => {
    const roles = '  Worker:\n    Type: AWS::IAM::Role\n    Properties: {AssumeRolePolicyDocument: {}}\n'
    const three = lambda('A', '!GetAtt Worker.Arn') + lambda('B', '!GetAtt Worker.Arn') + lambda('C', '!Ref RoleArn')
    const { lines, report } = await verdicts('function_roles/shared_role', template(roles + three, ['RoleArn']))
    expect(lines).toEqual(['fail Worker functions/0 functions/1 :11'])
    expect(report.summary).toMatchObject({ pass: 1, fail: 1, unknown: 0 })
  })

  test('leaves open what it permits, and says once what would tell', async () => {
    const { lines, report } = await verdicts('least_privilege/full_admin', two)
    expect(lines).toEqual(['unknown external:RoleArn statements :8'])
    expect(report.unknowns).toMatchObject([
      { cause: 'RoleArn has no value', needs: ['--parameter RoleArn=…'], count: 1 },
    ])
  })
})

test('roles of differently named parameters are different', async () => {
  const two = template(lambda('Orders', '!Ref OrdersRole') + lambda('Refunds', '!Ref RefundsRole'), [
    'OrdersRole',
    'RefundsRole',
  ])
  expect((await verdicts('function_roles/shared_role', two)).lines).toEqual([])
})

test('a role whose value nothing names leaves open who shares a role', async () => {
  const roles = '  Worker:\n    Type: AWS::IAM::Role\n    Properties: {AssumeRolePolicyDocument: {}}\n'
  const two = roles + lambda('A', '!GetAtt Worker.Arn') + lambda('B', '{"Fn::Unheard": [1]}')
  const { lines } = await verdicts('function_roles/shared_role', template(two))
  expect(lines).toEqual(['unknown Worker functions :2'])
})

describe('an environment', () => {
  const withVariable = (variable: string) =>
    template(
      lambda('Orders', '!Ref RoleArn', `      Environment:\n        Variables:\n          ${variable}\n`) +
        '  Table:\n    Type: AWS::DynamoDB::Table\n    Properties: {}\n',
      ['RoleArn', 'Value'],
    )
  const policy = 'transport_security/verification_disabled'

  test('with a reference passes', async () => {
    const { lines, report } = await verdicts(policy, withVariable('TABLE: !Ref Table'))
    expect(lines).toEqual([])
    expect(report.summary.pass).toBe(1)
  })

  test('with a parameter in an unrelated variable passes', async () => {
    expect((await verdicts(policy, withVariable('TABLE: !Ref Value'))).lines).toEqual([])
  })

  test('with a parameter that decides is unknown until the value is given', async () => {
    const texts = withVariable('NODE_TLS_REJECT_UNAUTHORIZED: !Ref Value')
    const { lines, report } = await verdicts(policy, texts)
    expect(lines).toEqual(['unknown Orders environment/NODE_TLS_REJECT_UNAUTHORIZED/value :16'])
    expect(report.findings[0]?.unknown).toEqual([
      {
        attribute: 'environment/NODE_TLS_REJECT_UNAUTHORIZED/value',
        why: 'Value has no value',
        needs: ['--parameter Value=…'],
      },
    ])
    expect((await verdicts(policy, texts, { Value: '0' })).lines).toEqual([
      'fail Orders environment/NODE_TLS_REJECT_UNAUTHORIZED/value :16',
    ])
    expect((await verdicts(policy, texts, { Value: '1' })).lines).toEqual([])
  })
})

describe('a permission for everyone', () => {
  const permission = (narrowing: string) =>
    template(
      `${lambda('Orders', '!Ref RoleArn')}  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref Orders
      Principal: "*"
${narrowing}`,
      ['RoleArn', 'Source'],
    )
  const policy = 'function_perimeter/public_invoke'

  test('fails', async () => {
    const { report } = await verdicts(policy, permission(''))
    expect(report.findings).toMatchObject([
      {
        verdict: 'fail',
        severity: 'critical',
        resource: { id: 'Permission', type: 'AWS::Lambda::Permission', name: 'orders', entity: 'Orders#policy' },
        location: { startLine: 19 },
      },
    ])
  })

  test('narrowed to the account that is deployed to passes', async () => {
    const { lines, report } = await verdicts(policy, permission('      SourceAccount: !Ref AWS::AccountId\n'))
    expect(lines).toEqual([])
    expect(report.summary.pass).toBe(1)
  })

  test('narrowed to a source that is not known is unknown', async () => {
    const { report } = await verdicts(policy, permission('      SourceArn: !Ref Source\n'))
    expect(report.findings).toMatchObject([{ verdict: 'unknown', unknown: [{ why: 'Source has no value' }] }])
  })
})

describe('a circumstance that is not known', () => {
  const image = (type: string) =>
    template(
      `  Orders:
    Type: AWS::Lambda::Function
    Properties:
      Role: !Ref RoleArn
      PackageType: ${type}
      Code: {ImageUri: repository/orders}
`,
      ['RoleArn', 'Type'],
    )
  const policy = 'failure_handling/deprecated_runtime'

  test('makes it unknown whether the policy applies', async () => {
    const { report } = await verdicts(policy, image('!Ref Type'))
    expect(report.findings).toMatchObject([{ verdict: 'unknown', unknown: [{ attribute: 'package_type' }] }])
  })

  test('once known, leaves out what the policy does not apply to', async () => {
    const { report } = await verdicts(policy, image('Image'))
    expect(report.summary).toMatchObject({ pass: 0, fail: 0, unknown: 0 })
  })
})

describe('a condition that is not decided', () => {
  const conditional = (mode: string, exists = '') => ({
    'template.yaml': `Parameters:
  Stage: {Type: String}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Orders:
    Type: AWS::Lambda::Function
${exists}    Properties:
      Role: arn:aws:iam::123456789012:role/orders
      Runtime: nodejs22.x
      TracingConfig:
        Mode: ${mode}
`,
  })
  const policy = 'observability/no_tracing'

  test('is said where a finding holds in some worlds only', async () => {
    const { lines } = await verdicts(policy, conditional('!If [IsProd, Active, PassThrough]'))
    expect(lines).toEqual(['fail Orders tracing/mode layers environment triggers :12 where !IsProd'])
  })

  test('is not said where both branches are at fault', async () => {
    const { lines } = await verdicts(policy, conditional('!If [IsProd, PassThrough, PassThrough]'))
    expect(lines).toEqual(['fail Orders tracing/mode layers environment triggers :12'])
  })

  test('is not said where the function exists under it: other worlds do not count', async () => {
    const { lines } = await verdicts(policy, conditional('PassThrough', '    Condition: IsProd\n'))
    expect(lines).toEqual(['fail Orders tracing/mode layers environment triggers :13'])
  })

  test('a value given decides it', async () => {
    const texts = conditional('!If [IsProd, Active, PassThrough]')
    expect((await verdicts(policy, texts, { Stage: 'prod' })).lines).toEqual([])
    expect((await verdicts(policy, texts, { Stage: 'test' })).lines).toEqual([
      'fail Orders tracing/mode layers environment triggers :12',
    ])
  })
})

test('a finding keeps its fingerprint when it moves to another line, another file, or behind another statement', async () => {
  const role = (statements: string) =>
    `  Worker:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {}
      Policies:
        - PolicyName: work
          PolicyDocument:
            Statement:
${statements}${lambda('Orders', '!GetAtt Worker.Arn')}`
  const wide = '              - {Sid: Wide, Effect: Allow, Action: "s3:*", Resource: "*"}\n'
  const other = '              - {Sid: Logs, Effect: Allow, Action: "logs:PutLogEvents", Resource: "*"}\n'
  const one = await scanTexts(
    { 'a.yaml': `Resources:\n${role(wide)}` },
    { settings: { only: ['least_privilege/wildcard_actions'] } },
  )
  const two = await scanTexts(
    { 'b/c.yaml': `\n\nResources:\n${role(other + wide)}` },
    { settings: { only: ['least_privilege/wildcard_actions'] } },
  )
  expect(one.findings[0]?.attributes).toEqual(cited(0))
  expect(two.findings[0]?.attributes).toEqual(cited(1))
  expect(one.findings[0]?.fingerprint).toBe(two.findings[0]?.fingerprint)
})

/** What a wildcard of a statement depends on. */
function cited(index: number): readonly string[] {
  const paths = ['actions/0', 'effect', 'actions', 'resources/0/denied', 'resources/0/allowed']
  return paths.map((path) => `statements/${index}/${path}`)
}

describe('something opaque that a role is given', () => {
  const policy = 'function_roles/shared_role'

  test('may let other functions run with it: a nested stack', async () => {
    const nested = `  Worker:
    Type: AWS::IAM::Role
    Properties: {AssumeRolePolicyDocument: {}}
  Other:
    Type: AWS::IAM::Role
    Properties: {AssumeRolePolicyDocument: {}}
  Nested:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: https://s3.amazonaws.com/templates/nested.yaml
      Parameters: {Role: !GetAtt Worker.Arn}
`
    const texts = template(nested + lambda('A', '!GetAtt Worker.Arn') + lambda('B', '!GetAtt Other.Arn'))
    expect((await verdicts(policy, texts)).lines).toEqual(['unknown Worker functions :2'])
  })

  test('may let other functions run with it: a module', async () => {
    const role = (name: string) =>
      `resource "aws_iam_role" "${name}" {\n  name               = "${name}"\n  assume_role_policy = jsonencode({ Statement = [] })\n}\n`
    const run = (name: string) =>
      `resource "aws_lambda_function" "${name}" {\n  function_name = "${name}"\n  role          = aws_iam_role.${name}.arn\n}\n`
    const call =
      'module "more" {\n  source  = "acme/functions/aws"\n  version = "1.0.0"\n  role    = aws_iam_role.a.name\n}\n'
    const texts = { 'main.tf': role('a') + role('b') + run('a') + run('b') + call }
    const { lines } = await verdicts(policy, texts)
    expect(lines).toEqual(['unknown aws_iam_role.a functions :1'])
  })
})

test('a managed policy of AWS that a data source looks up by name is known', async () => {
  const texts = {
    'main.tf': `data "aws_iam_policy" "admin" {
  name = "AdministratorAccess"
}

resource "aws_iam_role" "worker" {
  name               = "worker"
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}

resource "aws_iam_role_policy_attachment" "worker" {
  role       = aws_iam_role.worker.name
  policy_arn = data.aws_iam_policy.admin.arn
}

resource "aws_lambda_function" "worker" {
  function_name = "worker"
  role          = aws_iam_role.worker.arn
}
`,
  }
  const { report } = await verdicts('least_privilege/full_admin', texts)
  expect(report.findings).toMatchObject([
    { verdict: 'fail', resource: { id: 'aws_iam_role_policy_attachment.worker', kind: 'role', name: 'worker' } },
  ])
})

test('half a surrogate pair in a template hinders nobody', async () => {
  const text = `{"Resources": {"Orders": {"Type": "AWS::Lambda::Function", "Properties": {"Role": "arn:aws:iam::123456789012:role/orders", "Runtime": "nodejs22.x", "Environment": {"Variables": {"MARK": "x\\ud800y"}}}}}}`
  const { report } = await verdicts('observability/no_tracing', { 'template.json': text })
  expect(report.diagnostics).toEqual([])
  expect(report.summary).toMatchObject({ fail: 1 })
})
