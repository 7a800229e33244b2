resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/f"
  image_uri     = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/f:1"
  package_type  = "Image"
}

resource "aws_s3_bucket" "pictures" {
  bucket = "pictures"
}

resource "aws_s3_bucket_versioning" "pictures" {
  bucket = aws_s3_bucket.pictures.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_public_access_block" "pictures" {
  bucket              = aws_s3_bucket.pictures.bucket
  block_public_acls   = true
  block_public_policy = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "pictures" {
  bucket = aws_s3_bucket.pictures.bucket
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = "alias/pictures"
    }
  }
}

resource "aws_s3_bucket_notification" "pictures" {
  bucket = aws_s3_bucket.pictures.id

  lambda_function {
    lambda_function_arn = aws_lambda_function.f.arn
    events              = ["s3:ObjectCreated:*", "s3:ObjectRemoved:*"]
    filter_prefix       = "raw/"
  }

  lambda_function {
    lambda_function_arn = aws_lambda_function.f.qualified_arn
    events              = ["s3:ObjectRestore:*"]
    filter_suffix       = ".jpg"
  }
}

resource "aws_sqs_queue" "jobs" {
  name                    = "jobs"
  sqs_managed_sse_enabled = false
  policy                  = jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Action = "sqs:SendMessage", Resource = "*" }] })
}

resource "aws_lambda_event_source_mapping" "jobs" {
  event_source_arn                   = aws_sqs_queue.jobs.arn
  function_name                      = aws_lambda_function.f.arn
  batch_size                         = 5
  maximum_retry_attempts             = -1
  function_response_types            = ["ReportBatchItemFailures"]
  maximum_batching_window_in_seconds = 10

  filter_criteria {
    filter {
      pattern = jsonencode({ body = { kind = ["a"] } })
    }
  }

  scaling_config {
    maximum_concurrency = 3
  }

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.jobs.arn
    }
  }
}

resource "aws_sns_topic" "news" {
  name = "news"
}

resource "aws_sns_topic_subscription" "news" {
  topic_arn     = aws_sns_topic.news.arn
  protocol      = "lambda"
  endpoint      = aws_lambda_function.f.arn
  filter_policy = jsonencode({ kind = ["urgent"] })
}

resource "aws_sns_topic_subscription" "mail" {
  topic_arn = aws_sns_topic.news.arn
  protocol  = "email"
  endpoint  = "team@shop.example"
}

resource "aws_cloudwatch_event_rule" "nightly" {
  schedule_expression = "rate(1 day)"
  is_enabled          = false
}

resource "aws_cloudwatch_event_target" "nightly" {
  rule = aws_cloudwatch_event_rule.nightly.name
  arn  = aws_lambda_function.f.arn

  retry_policy {
    maximum_retry_attempts       = 2
    maximum_event_age_in_seconds = 60
  }
}

resource "aws_cloudwatch_event_rule" "uploads" {
  name = "uploads"
  event_pattern = jsonencode({
    source = ["aws.s3"]
    detail = { bucket = { name = [aws_s3_bucket.pictures.bucket] } }
  })
}

resource "aws_cloudwatch_event_target" "uploads" {
  rule = "uploads"
  arn  = aws_lambda_function.f.arn
}

resource "aws_cloudwatch_event_target" "queue" {
  rule = aws_cloudwatch_event_rule.uploads.name
  arn  = aws_sqs_queue.jobs.arn
}

resource "aws_scheduler_schedule" "hourly" {
  schedule_expression = "rate(1 hour)"
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn      = aws_lambda_function.f.arn
    role_arn = "arn:aws:iam::123456789012:role/scheduler"
  }
}

resource "aws_cloudwatch_log_group" "app" {
  name              = "/app"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_subscription_filter" "app" {
  name            = "app"
  log_group_name  = aws_cloudwatch_log_group.app.name
  filter_pattern  = "ERROR"
  destination_arn = aws_lambda_function.f.arn
}
