/**
 * The files of a new policy, by their path in its folder. They compile, and what is left to do is marked: the policy
 * finds nothing yet, so that its failing examples and its first Rego test fail.
 */
export function skeleton(practice: string, name: string): Readonly<Record<string, string>> {
  return {
    'policy.rego': policy(practice, name),
    'policy_test.rego': regoTest(practice, name),
    'examples/fail.cfn.yaml': template('      Timeout: 900 # finding: timeout_s\n'),
    'examples/pass.cfn.yaml': template('      Timeout: 10\n'),
    'examples/unknown.cfn.yaml': template(
      '      Timeout: !Ref Timeout # finding: timeout_s\n',
      'Parameters:\n  Timeout:\n    Type: Number\n',
    ),
    'examples/fail.tf': terraform('  timeout       = 900 # finding: timeout_s\n'),
    'examples/pass.tf': terraform('  timeout       = 10\n'),
    'examples/unknown.tf': terraform(
      '  timeout       = var.timeout # finding: timeout_s\n',
      'variable "timeout" {\n  type = number\n}\n\n',
    ),
  }
}

const policy = (practice: string, name: string): string => `# METADATA
# title: TODO state the fault in a few words, as a report will say it
# description: |
#   TODO say why it matters, and when it is reasonable to waive it.
# custom:
#   severity: medium
#   kind: function
#   reads:
#     - timeout_s
#   fix: TODO say what to do.
package policies.${practice}.${name}

# What a policy sees: \`portcullis model TEMPLATE\` prints it, and docs/kinds.md lists every kind with its attributes.
# "severity" is critical, high, medium, low or info; "kind" is what is judged; "reads" are the attributes that must be
# known for a pass: where one is not, the verdict is unknown, and the policy need not ask.

import data.lib.result

# A finding names an entity and the attributes that decide: the first gives the place in the file.
deny contains result.at(fn, ["timeout_s"], {"detail": detail}) if {
	some fn in input.functions

	# TODO when is it a fault? This never is: 900 seconds are the most there are.
	fn.timeout_s > 900
	detail := concat("", [format_int(fn.timeout_s, 10), " seconds"])
}
`

const regoTest = (practice: string, name: string): string => `package policies.${practice}.${name}_test

import data.policies.${practice}.${name}

# Corner cases that need no file. Whole files are in examples: the beginning of a name says what is promised.
_found(attributes) := found if {
	fn := object.union({"id": "Orders", "in": "functions"}, attributes)
	found := {finding.detail | some finding in ${name}.deny} with input.functions as {"Orders": fn}
}

test_deny_what_is_wrong if _found({"timeout_s": 900}) == {"900 seconds"}

test_allow_what_is_right if _found({"timeout_s": 10}) == set()
`

const template = (property: string, parameters = ''): string => `AWSTemplateFormatVersion: '2010-09-09'
${parameters}Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
      Role: arn:aws:iam::123456789012:role/orders
      Code:
        S3Bucket: builds
        S3Key: orders.zip
${property}`

const terraform = (property: string, variable = ''): string => `${variable}resource "aws_lambda_function" "orders" {
  function_name = "orders"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = "arn:aws:iam::123456789012:role/orders"
  filename      = "build/orders.zip"
${property}}
`
