import { expect, test } from 'vitest'
import { effective } from './effective.ts'

/** What the policies of resources permit, by what they are attached to. */
function permits(files: Readonly<Record<string, string>>) {
  return effective(files, { kind: 'resource_policy' })
}

const bucket = (statements: string): Readonly<Record<string, string>> => ({
  'template.yaml': `Resources:
  Images: {Type: AWS::S3::Bucket}
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Images
      PolicyDocument:
        Statement:
${statements}`,
})

test('a Deny for everybody takes away what the same policy permits', async () => {
  const files = bucket(`
          - {Effect: Allow, Principal: {AWS: 'arn:aws:iam::123456789012:root'}, Action: 's3:*', Resource: !Sub '\${Images.Arn}/*'}
          - {Effect: Deny, Principal: '*', Action: 's3:DeleteObject', Resource: !Sub '\${Images.Arn}/*'}`)
  expect(await permits(files)).toEqual({
    'Images#policy': ['s3:* less s3:DeleteObject on ${Images.Arn}/* = bucket Images'],
  })
})

test('a Deny for some leaves the others', async () => {
  const files = bucket(`
          - {Effect: Allow, Principal: {AWS: ['111111111111', '222222222222']}, Action: 's3:GetObject', Resource: !Sub '\${Images.Arn}/*'}
          - {Effect: Allow, Principal: {AWS: '222222222222'}, Action: 's3:PutObject', Resource: !Sub '\${Images.Arn}/*'}
          - {Effect: Deny, Principal: {AWS: '222222222222'}, Action: 's3:*', Resource: !Sub '\${Images.Arn}/*'}`)
  expect(await permits(files)).toEqual({ 'Images#policy': ['s3:GetObject on ${Images.Arn}/* = bucket Images'] })
})

test('a Deny for all but one takes nothing away: that one may be who is permitted', async () => {
  const files = bucket(`
          - {Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: !Sub '\${Images.Arn}/*'}
          - {Effect: Deny, NotPrincipal: {AWS: '111111111111'}, Action: 's3:*', Resource: !Sub '\${Images.Arn}/*'}`)
  expect(await permits(files)).toEqual({ 'Images#policy': ['s3:GetObject on ${Images.Arn}/* = bucket Images'] })
})

test('the usual Deny of what is not encrypted in transit takes nothing away', async () => {
  const files = bucket(`
          - {Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: !Sub '\${Images.Arn}/*'}
          - {Effect: Deny, Principal: '*', Action: 's3:*', Resource: !Sub '\${Images.Arn}/*', Condition: {Bool: {'aws:SecureTransport': 'false'}}}`)
  expect(await permits(files)).toEqual({ 'Images#policy': ['s3:GetObject on ${Images.Arn}/* = bucket Images'] })
})

test('in a policy of a resource, keys of who asks narrow and keys of the resource do not', async () => {
  const statement = (test: string) =>
    `          - {Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: !Sub '\${Images.Arn}/*', Condition: ${test}}`
  const files = bucket(
    [
      "{StringEquals: {'aws:PrincipalOrgID': o-a1b2c3}}",
      "{StringEquals: {'aws:SourceVpce': vpce-1a2b3c4d}}",
      "{StringEqualsIfExists: {'aws:PrincipalOrgID': o-a1b2c3}}",
      "{StringEquals: {'aws:ResourceAccount': '123456789012'}}",
      "{StringEquals: {'s3:prefix': home}}",
    ]
      .map(statement)
      .join('\n'),
  )
  expect(await permits(files)).toEqual({
    'Images#policy': [
      's3:GetObject on ${Images.Arn}/* = bucket Images if StringEquals aws:principalorgid (narrows)',
      's3:GetObject on ${Images.Arn}/* = bucket Images if StringEquals aws:sourcevpce (narrows)',
      's3:GetObject on ${Images.Arn}/* = bucket Images if StringEqualsIfExists aws:principalorgid (idle)',
      's3:GetObject on ${Images.Arn}/* = bucket Images if StringEquals aws:resourceaccount (idle)',
      's3:GetObject on ${Images.Arn}/* = bucket Images if StringEquals s3:prefix (idle)',
    ],
  })
})

test('a key is narrowed by the account that calls, not by the service it calls through', async () => {
  const key = (test: string): Readonly<Record<string, string>> => ({
    'main.tf': `resource "aws_kms_key" "main" {
  policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Action = "kms:Decrypt", Resource = "*", Condition = { StringEquals = ${test} } }] })
}`,
  })
  expect(await permits(key('{ "kms:CallerAccount" = "123456789012" }'))).toEqual({
    'aws_kms_key.main#policy': ['kms:Decrypt on * if StringEquals kms:calleraccount (narrows)'],
  })
  expect(await permits(key('{ "kms:ViaService" = "s3.eu-west-1.amazonaws.com" }'))).toEqual({
    'aws_kms_key.main#policy': ['kms:Decrypt on * if StringEquals kms:viaservice (idle)'],
  })
})

test('a Deny of all but some leaves only those to what it covers', async () => {
  const permitted = async (denial: string) => {
    const allowed = await permits(
      bucket(`
          - {Effect: Allow, Principal: '*', Action: 's3:PutObject', Resource: !Sub '\${Images.Arn}/*'}
          - {Effect: Deny, Principal: '*', Action: 's3:*', Resource: !Sub '\${Images.Arn}/*', ${denial}}`),
    )
    return allowed['Images#policy']?.map((one) => one.replace('s3:PutObject on ${Images.Arn}/* = bucket Images', ''))
  }
  const org = "'aws:PrincipalOrgID': o-a1b2c3"
  const own = "'aws:PrincipalIsAWSService': 'false'"
  const cases: readonly (readonly [test: string, left: string])[] = [
    [`StringNotEquals: {${org}}`, ' if StringEquals aws:principalorgid (narrows)'],
    [`StringNotEqualsIfExists: {${org}}`, ' if StringEquals aws:principalorgid (narrows)'],
    [
      `StringNotEqualsIfExists: {${org}}, BoolIfExists: {${own}}`,
      ' if StringEqualsIfExists aws:principalorgid (narrows)',
    ],
    [
      "'ForAllValues:StringNotLike': {'aws:PrincipalOrgPaths': 'o-a1b2c3/*'}",
      ' if ForAnyValue:StringLike aws:principalorgpaths (narrows)',
    ],
    ["'ForAnyValue:StringNotLike': {'aws:PrincipalOrgPaths': 'o-a1b2c3/*'}", ''],
    ["ArnNotLike: {'aws:SourceArn': 'arn:aws:sns:*:111111111111:*'}", ' if ArnLike aws:sourcearn (narrows)'],
    ["ArnNotLike: {'aws:SourceArn': 'arn:aws:sns:*:*:*'}", ''],
    ["StringNotEquals: {'aws:SourceVpce': vpce-1a2b3c4d}", ' if StringEquals aws:sourcevpce (narrows)'],
    ["NotIpAddress: {'aws:SourceIp': 203.0.113.0/24}", ' if IpAddress aws:sourceip (narrows)'],
    [`StringNotEquals: {${org}}, Bool: {'aws:SecureTransport': 'false'}`, ''],
    [`StringNotEquals: {${org}}, 'Null': {'aws:PrincipalOrgID': 'false'}`, ''],
    ["'Null': {'aws:PrincipalOrgID': 'true'}", ''],
    [`StringEquals: {${org}}`, ''],
  ]
  const left = await Promise.all(
    cases.map(async ([condition]) => [condition, await permitted(`Condition: {${condition}}`)]),
  )
  expect(left).toEqual(cases.map(([condition, words]) => [condition, [words]]))
})

test('a Deny of all but some says nothing of other actions, resources and principals', async () => {
  const but = "Condition: {StringNotEquals: {'aws:PrincipalOrgID': o-a1b2c3}}"
  const files = bucket(`
          - {Effect: Allow, Principal: '*', Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:aws:s3:::shop-images/*'}
          - {Effect: Allow, Principal: '*', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::shop-images'}
          - {Effect: Deny, Principal: '*', Action: ['s3:PutObject', 's3:ListBucket'], Resource: 'arn:aws:s3:::shop-images/*', ${but}}
          - {Effect: Deny, Principal: {AWS: '111111111111'}, Action: 's3:*', Resource: '*', ${but}}`)
  expect(await permits(files)).toEqual({
    'Images#policy': [
      's3:GetObject s3:PutObject on arn:aws:s3:::shop-images/*',
      's3:ListBucket on arn:aws:s3:::shop-images',
    ],
  })
})
