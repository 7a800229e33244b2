# Migration: nothing calls it any more.

resource "aws_lambda_function" "migration" {
  function_name = "shop-migration"
  runtime       = "nodejs14.x"
  handler       = "migration.handler"
  role          = aws_iam_role.migration.arn
  timeout       = 900
  s3_bucket     = var.artifact_bucket
  s3_key        = "shop/2022.03/migration.zip"
}
