import { describe, expect, test } from 'vitest'
import { expand, propertiesOf, typesOf, withFunction } from './expanding.ts'

const stored = (properties: string, rest = ''): string =>
  withFunction(properties, rest).replace('CodeUri: src/', 'CodeUri: s3://code/a.zip')

test('an alias follows a version whose id changes with the code', () => {
  const outcome = expand(stored('AutoPublishAlias: live-1\nVersionDescription: first'))
  expect(outcome.resources.JobsVersiond9758bba7d).toEqual({
    Type: 'AWS::Lambda::Version',
    DeletionPolicy: 'Retain',
    Properties: { FunctionName: { Ref: 'Jobs' }, Description: 'first' },
  })
  expect(outcome.resources.JobsAliasliveD1).toEqual({
    Type: 'AWS::Lambda::Alias',
    Properties: {
      Name: 'live-1',
      FunctionName: { Ref: 'Jobs' },
      FunctionVersion: { 'Fn::GetAtt': ['JobsVersiond9758bba7d', 'Version'] },
    },
  })
})

describe('the id of a version', () => {
  const versionOf = (properties: string): string | undefined =>
    Object.keys(expand(stored(`AutoPublishAlias: live\n${properties}`)).resources).find((id) => id.includes('Version'))
  const plain = versionOf('')

  test.each(['Environment: { Variables: { A: b } }', 'MemorySize: 256', 'SnapStart: { ApplyOn: PublishedVersions }'])(
    'changes with %s',
    (properties) => {
      expect(versionOf(properties)).not.toBe(plain)
    },
  )

  test.each(['Timeout: 30', 'Description: other', 'SnapStart: { ApplyOn: None }'])('stays with %s', (properties) => {
    expect(versionOf(properties)).toBe(plain)
  })

  test('changes with every property where all of them count', () => {
    const all = versionOf('AutoPublishAliasAllProperties: true')
    expect(versionOf('AutoPublishAliasAllProperties: true\nTimeout: 30')).not.toBe(all)
  })

  test('is the hash that is given for the code, which the description ends in', () => {
    const hash = '6b86b273ff34fce19d6b804eff5a3f57'
    const outcome = expand(stored(`AutoPublishAlias: live\nDescription: Jobs\nAutoPublishCodeSha256: ${hash}`))
    expect(Object.keys(outcome.resources)).toContain('JobsVersion6b86b273ff')
    expect(propertiesOf(outcome, 'Jobs').Description).toBe(`Jobs ${hash}`)
  })
})

test('references with a dot name what was made', () => {
  const outcome = expand(
    stored(
      'AutoPublishAlias: live',
      `Outputs:
  Alias: { Value: !Ref Jobs.Alias }
  Version: { Value: !GetAtt Jobs.Version.Version }
  Both: { Value: !Sub '\${Jobs.Alias} of \${Jobs} as \${!Jobs.Alias}' }
`,
    ),
  )
  expect(outcome.outputs).toEqual({
    Alias: { Value: { Ref: 'JobsAliaslive' } },
    Version: { Value: { 'Fn::GetAtt': ['JobsVersiond9758bba7d', 'Version'] } },
    Both: { Value: { 'Fn::Sub': '${JobsAliaslive} of ${Jobs} as ${!Jobs.Alias}' } },
  })
})

test('the name of the alias may come from a parameter that has a value, and from no other', () => {
  const text = stored('AutoPublishAlias: !Ref Stage', 'Parameters: { Stage: { Type: String } }\n')
  expect(Object.keys(expand(text, { parameters: { Stage: 'prod' } }).resources)).toContain('JobsAliasprod')
  expect(expand(text).problems).toEqual([
    "9:30 Resource with id [Jobs] is invalid. 'AutoPublishAlias' must be a string or a Ref to a template parameter",
    '10:15 What is refused may be so because values are missing. Give --parameter Stage=…, --region ….',
  ])
})

describe('traffic that is shifted', () => {
  const preference = `
AutoPublishAlias: live
DeploymentPreference:
  Type: Canary10Percent5Minutes
  Alarms: [!Ref Errors]
  Hooks: { PreTraffic: !Ref Check }`

  test('makes an application, a role and a group, and the alias waits for them', () => {
    const outcome = expand(stored(preference))
    expect(typesOf(outcome)).toEqual({
      Jobs: 'AWS::Lambda::Function',
      JobsVersiond9758bba7d: 'AWS::Lambda::Version',
      JobsAliaslive: 'AWS::Lambda::Alias',
      JobsRole: 'AWS::IAM::Role',
      ServerlessDeploymentApplication: 'AWS::CodeDeploy::Application',
      CodeDeployServiceRole: 'AWS::IAM::Role',
      JobsDeploymentGroup: 'AWS::CodeDeploy::DeploymentGroup',
    })
    expect(outcome.resources.JobsAliaslive?.UpdatePolicy).toEqual({
      CodeDeployLambdaAliasUpdate: {
        ApplicationName: { Ref: 'ServerlessDeploymentApplication' },
        DeploymentGroupName: { Ref: 'JobsDeploymentGroup' },
        BeforeAllowTrafficHook: { Ref: 'Check' },
      },
    })
    expect(propertiesOf(outcome, 'JobsDeploymentGroup')).toEqual({
      ApplicationName: { Ref: 'ServerlessDeploymentApplication' },
      AlarmConfiguration: { Enabled: true, Alarms: [{ Name: { Ref: 'Errors' } }] },
      AutoRollbackConfiguration: {
        Enabled: true,
        Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'],
      },
      DeploymentConfigName: {
        'Fn::Sub': ['CodeDeployDefault.Lambda${ConfigName}', { ConfigName: 'Canary10Percent5Minutes' }],
      },
      DeploymentStyle: { DeploymentType: 'BLUE_GREEN', DeploymentOption: 'WITH_TRAFFIC_CONTROL' },
      ServiceRoleArn: { 'Fn::GetAtt': ['CodeDeployServiceRole', 'Arn'] },
    })
  })

  test('is shared under any of the conditions, where every function passes its own on', () => {
    const conditional = (id: string, condition: string): string => `  ${id}:
    Type: AWS::Serverless::Function
    Condition: ${condition}
    Properties:
      CodeUri: src/
      Handler: a.b
      Runtime: nodejs22.x
      AutoPublishAlias: live
      DeploymentPreference: { Type: AllAtOnce, PassthroughCondition: true }
`
    const outcome = expand(`Resources:\n${conditional('Jobs', 'IsProd')}${conditional('Mail', 'IsTest')}`)
    expect(outcome.conditions).toEqual({
      ServerlessCodeDeployCondition: { 'Fn::Or': [{ Condition: 'IsProd' }, { Condition: 'IsTest' }] },
    })
    const conditions = Object.entries(outcome.resources).map(([id, { Condition }]) => [id, Condition])
    expect(Object.fromEntries(conditions)).toMatchObject({
      ServerlessDeploymentApplication: 'ServerlessCodeDeployCondition',
      CodeDeployServiceRole: 'ServerlessCodeDeployCondition',
      JobsDeploymentGroup: 'IsProd',
      MailDeploymentGroup: 'IsTest',
    })
  })

  test('is not where it is switched off', () => {
    const outcome = expand(stored(`${preference}\n  Enabled: false`))
    expect(Object.keys(outcome.resources)).toEqual(['Jobs', 'JobsVersiond9758bba7d', 'JobsAliaslive', 'JobsRole'])
  })
})
