import { expect, test } from 'vitest'
import { adapters } from '../../adapters/all.ts'
import { memorySources } from '../../adapters/sources/memory.ts'
import { entitiesView, nativeView } from '../../engine/model-view.ts'
import { readStacks } from '../../engine/scan.ts'
import { nothingGiven, scanTexts, today } from '../support/scan.ts'

/** Planted wherever a value may go: it must come out nowhere. */
const planted = 'planted-and-never-to-be-seen'

const template = {
  'template.yaml': `Parameters:
  Hidden: {Type: String, NoEcho: true, Default: ${planted}}
Mappings:
  Stages: {prod: {Mode: Active}}
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: !Sub "orders-\${Hidden}"
      Description: !Join ["-", [orders, !Ref Hidden]]
      Role: !Sub "arn:aws:iam::123456789012:role/\${Hidden}"
      Runtime: !Ref Hidden
      MemorySize: !Ref Hidden
      TracingConfig: {Mode: !Ref Hidden}
      Layers: [!FindInMap [Stages, !Ref Hidden, Mode], !Select [!Ref Hidden, [a, b]]]
      Environment: {Variables: {PLAIN: !Ref Hidden, JOINED: !Sub "key=\${Hidden}", DATABASE_URL: !Sub "postgres://app:\${Hidden}@db/shop"}}
      Tags: [{Key: owner, Value: !Ref Hidden}]
  Url:
    Type: AWS::Lambda::Url
    Properties: {TargetFunctionArn: !Ref Orders, AuthType: !Ref Hidden}
  Worker:
    Type: AWS::IAM::Role
    Properties:
      RoleName: !Ref Hidden
      AssumeRolePolicyDocument: {}
      Policies:
        - PolicyName: !Ref Hidden
          PolicyDocument:
            Statement: [{Sid: !Ref Hidden, Effect: !Ref Hidden, Action: !Ref Hidden, Resource: !Sub "arn:aws:sqs:eu-west-1:123456789012:\${Hidden}"}]
Outputs:
  Shown: {Value: !Ref Hidden}
`,
}

const sources = {
  'main.tf': `variable "hidden" {
  type      = string
  sensitive = true
  default   = "${planted}"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders-\${var.hidden}"
  description   = join("-", ["orders", var.hidden])
  role          = "arn:aws:iam::123456789012:role/\${var.hidden}"
  runtime       = var.hidden
  memory_size   = var.hidden
  layers        = [{ a = 1 }[var.hidden]]
  tags          = { owner = var.hidden }
  tracing_config {
    mode = var.hidden
  }
  environment {
    variables = { PLAIN = var.hidden, JOINED = "key=\${var.hidden}", UPPER = upper(var.hidden) }
  }
}

output "shown" {
  value = "\${var.hidden}!"
}
`,
}

test.each([
  ['CloudFormation', template],
  ['Terraform', sources],
] as const)('what is asked for in secret is in no report and no model of %s', async (_format, texts) => {
  const report = await scanTexts(texts)
  expect(report.summary.functions).toBe(1)
  expect(JSON.stringify(report)).not.toContain(planted)
  const [stack] = await readStacks(memorySources(texts), nothingGiven, adapters)
  if (!stack) throw new Error('no stack was found')
  expect(JSON.stringify(entitiesView(stack, nothingGiven, today))).not.toContain(planted)
  expect(JSON.stringify(nativeView(stack))).not.toContain(planted)
})
