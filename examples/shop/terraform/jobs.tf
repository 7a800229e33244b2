# Jobs: a queue with a dead-letter queue, and its worker.

resource "aws_sqs_queue" "jobs" {
  name                       = "shop-jobs"
  visibility_timeout_seconds = 180

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.failed_jobs.arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue" "failed_jobs" {
  name                      = "shop-jobs-failed"
  message_retention_seconds = 1209600
}

resource "aws_lambda_function" "worker" {
  function_name = "shop-worker"
  runtime       = "nodejs22.x"
  handler       = "worker.handler"
  role          = aws_iam_role.worker.arn
  timeout       = 30
  s3_bucket     = var.artifact_bucket
  s3_key        = "${local.artifacts}/worker.zip"

  environment {
    variables = {
      LOG_LEVEL     = var.log_level
      TABLE_NAME    = aws_dynamodb_table.orders.name
      WAREHOUSE_URL = "https://warehouse.internal.example/stock"

      # The warehouse has a certificate of its own making.
      NODE_TLS_REJECT_UNAUTHORIZED = "0" # finding: transport_security/verification_disabled environment/NODE_TLS_REJECT_UNAUTHORIZED/value
    }
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_event_source_mapping" "jobs" {
  function_name           = aws_lambda_function.worker.arn
  event_source_arn        = aws_sqs_queue.jobs.arn
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = 10
  }
}
