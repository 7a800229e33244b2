# Report: once a night, and on demand.

resource "aws_lambda_function" "report" {
  function_name = "shop-report"
  runtime       = "python3.13"
  handler       = "report.handler"
  role          = var.report_role_arn
  timeout       = 300
  s3_bucket     = var.artifact_bucket
  s3_key        = "${local.artifacts}/report.zip"

  environment {
    variables = {
      LOG_LEVEL  = var.log_level
      TABLE_NAME = aws_dynamodb_table.orders.name
    }
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_event_rule" "every_night" {
  name                = "shop-report-every-night"
  schedule_expression = "cron(0 3 * * ? *)"
}

resource "aws_cloudwatch_event_target" "report" {
  rule = aws_cloudwatch_event_rule.every_night.name
  arn  = aws_lambda_function.report.arn
}

resource "aws_lambda_permission" "every_night" {
  statement_id  = "EveryNightMayInvokeReport"
  function_name = aws_lambda_function.report.function_name
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.every_night.arn
}

resource "aws_lambda_function_url" "report" {
  function_name      = aws_lambda_function.report.function_name
  authorization_type = "NONE" # finding: function_perimeter/open_function_url auth
}

resource "aws_lambda_permission" "report_url" {
  statement_id           = "ReportUrlIsOpen"
  function_name          = aws_lambda_function.report.function_name
  action                 = "lambda:InvokeFunctionUrl"
  principal              = "*"
  function_url_auth_type = "NONE"
}

output "report_url" {
  value = aws_lambda_function_url.report.function_url
}
