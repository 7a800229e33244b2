import { expect, test } from 'vitest'
import { adapters } from '../../../adapters/all.ts'
import { memorySources } from '../../../adapters/sources/memory.ts'
import { explainPermissions } from '../../../engine/permissions/explained.ts'
import { readStacks } from '../../../engine/scan.ts'
import { permissionsToText } from '../../../report/explain-permissions.ts'
import { nothingGiven, today } from '../../support/scan.ts'

const app = `Parameters: {Stage: {Type: String}, Debug: {Type: String, AllowedValues: ['yes', 'no']}}
Conditions: {IsDebug: !Equals [!Ref Debug, 'yes']}
Resources:
  Orders: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Sub 'shop-\${Stage}-orders'}}
  Carts: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Sub 'shop-\${Stage}-carts'}}
  Audit: {Type: AWS::DynamoDB::Table, Properties: {TableName: audit}}
  Nameless: {Type: AWS::DynamoDB::Table}
  Work:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {}
      Policies:
        - PolicyName: work
          PolicyDocument:
            Statement:
              - Sid: Shop
                Effect: Allow
                Action: [dynamodb:PutItem, dynamodb:DeleteItem]
                Resource: !Sub 'arn:aws:dynamodb:eu-west-1:*:table/shop-\${Stage}-*'
                Condition: {StringEquals: {'dynamodb:LeadingKeys': orders}}
              - {Effect: Deny, Action: 'dynamodb:Delete*', Resource: '*'}
  Checkout:
    Type: AWS::Lambda::Function
    Properties: {FunctionName: checkout, Role: !GetAtt Work.Arn, Runtime: nodejs24.x, Handler: a.b, Code: {ZipFile: a}}
  Debugging:
    Type: AWS::IAM::Policy
    Condition: IsDebug
    Properties:
      PolicyName: debug
      Roles: [!Ref Work]
      PolicyDocument: {Statement: [{Effect: Allow, Action: 'lambda:InvokeFunction', Resource: !GetAtt Checkout.Arn}]}
  Other:
    Type: AWS::Lambda::Function
    Properties: {Role: !ImportValue SharedRole, Runtime: nodejs24.x, Handler: a.b, Code: {ZipFile: a}}
`

async function explained(name: string) {
  const [stack] = await readStacks(memorySources({ 'app.yaml': app }), nothingGiven, adapters)
  if (!stack) throw new Error('the file holds no stack')
  return explainPermissions(stack, name, nothingGiven, today)
}

const shop = {
  may: ['write'],
  actions: ['dynamodb:PutItem'],
  except: [],
  denied: ['dynamodb:Delete*'],
  allowed: null,
  resource: 'arn:aws:dynamodb:eu-west-1:*:table/shop-${Stage}-*',
  allBut: false,
  covers: [
    { kind: 'table', id: 'Orders', sure: true },
    { kind: 'table', id: 'Carts', sure: true },
    { kind: 'table', id: 'Nameless', sure: false },
  ],
  conditions: ['StringEquals dynamodb:leadingkeys'],
  unsure: null,
  sid: 'Shop',
  policy: 'work',
  origin: 'inline',
  location: { file: 'app.yaml', startLine: 18, startColumn: 26, endLine: 18, endColumn: 42 },
}
const invoke = {
  may: ['invoke'],
  actions: ['lambda:InvokeFunction'],
  except: [],
  denied: [],
  allowed: null,
  resource: '${Checkout.Arn}',
  allBut: false,
  covers: [{ kind: 'function', id: 'Checkout', sure: true }],
  conditions: [],
  unsure: null,
  sid: null,
  policy: 'debug',
  origin: 'attachment',
  location: { file: 'app.yaml', startLine: 31, startColumn: 60, endLine: 31, endColumn: 83 },
}

test('a function may do what its role permits, in each world, with the statement that says so', async () => {
  const of = { stack: 'app.yaml', id: 'Checkout', kind: 'function', role: 'Work', more: null }
  expect(await explained('checkout')).toEqual([
    { ...of, permissions: [shop, invoke], condition: 'IsDebug' },
    { ...of, permissions: [shop], condition: '!IsDebug' },
  ])
})

test('what a role elsewhere permits is not known', async () => {
  expect(await explained('Other')).toEqual([
    {
      stack: 'app.yaml',
      id: 'Other',
      kind: 'function',
      role: 'external:import:SharedRole',
      permissions: [],
      more: 'another stack exports it as "SharedRole"',
      condition: null,
    },
  ])
})

test('a name that nothing has explains nothing', async () => {
  expect(await explained('Chekout')).toEqual([])
})

test('a person reads what, on what, by which actions, and where it is said', async () => {
  const text = permissionsToText(await explained('Work'), { colour: false, width: 100 })
  expect(text.split('\n\n').slice(0, 2).join('\n\n')).toBe(`role Work of app.yaml, when IsDebug

  may     write
  on      arn:aws:dynamodb:eu-west-1:*:table/shop-\${Stage}-*: table Orders, table Carts and maybe
          table Nameless
  by      dynamodb:PutItem; less what is denied: dynamodb:Delete*
  if      StringEquals dynamodb:leadingkeys
  says    app.yaml:18:26 statement Shop of work (inline)`)
})
