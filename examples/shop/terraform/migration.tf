# Migration: nothing calls it any more.

resource "aws_lambda_function" "migration" { # finding: observability/no_tracing tracing/mode
  function_name = "shop-migration"
  runtime       = "nodejs14.x" # finding: failure_handling/deprecated_runtime runtime
  handler       = "migration.handler"
  role          = aws_iam_role.migration.arn
  timeout       = 900
  s3_bucket     = var.artifact_bucket
  s3_key        = "shop/2022.03/migration.zip"
}
