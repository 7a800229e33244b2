resource "aws_kinesis_stream" "readings" {
  name             = "readings"
  retention_period = 48
  encryption_type  = "KMS"
  kms_key_id       = "alias/aws/kinesis"

  stream_mode_details {
    stream_mode = "ON_DEMAND"
  }
}

resource "aws_sqs_queue" "lost" {
  name                    = "readings-lost"
  sqs_managed_sse_enabled = false # finding: encryption/unencrypted_event_store encryption/managed
}

resource "aws_dynamodb_table" "state" {
  name             = "state"
  hash_key         = "id"
  read_capacity    = 5
  write_capacity   = 5
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"

  attribute {
    name = "id"
    type = "S"
  }
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "readings" {
  name               = "readings"
  assume_role_policy = data.aws_iam_policy_document.trust.json

  inline_policy {
    name = "readings"
    policy = jsonencode({
      Version = "2012-10-17"
      Statement = [
        {
          Effect   = "Allow"
          Action   = ["kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:DescribeStream", "kinesis:ListShards"]
          Resource = aws_kinesis_stream.readings.arn
        },
        {
          Effect   = "Allow"
          Action   = ["dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream", "dynamodb:ListStreams"]
          Resource = aws_dynamodb_table.state.stream_arn
        },
        {
          Effect   = "Allow"
          Action   = "dynamodb:UpdateItem"
          Resource = aws_dynamodb_table.state.arn
        },
        {
          Effect   = "Allow"
          Action   = "sqs:SendMessage"
          Resource = aws_sqs_queue.lost.arn
        },
      ]
    })
  }
}

resource "aws_lambda_function" "reader" { # finding: observability/no_tracing tracing/mode
  function_name = "reader"
  runtime       = "python3.13"
  handler       = "reader.handler"
  timeout       = 60
  role          = aws_iam_role.readings.arn # finding: function_roles/shared_role functions/0
  s3_bucket     = "acme-builds"
  s3_key        = "reader.zip"
}

resource "aws_lambda_function" "teller" { # finding: observability/no_tracing tracing/mode
  function_name = "teller"
  package_type  = "Image"
  timeout       = 60
  role          = aws_iam_role.readings.arn
  image_uri     = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/teller@sha256:0000000000000000000000000000000000000000000000000000000000000000"
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.reader.function_name
  function_version = "7"

  routing_config {
    additional_version_weights = { "8" = 0.1 }
  }
}

resource "aws_lambda_event_source_mapping" "stream" {
  function_name                      = aws_lambda_alias.live.arn
  event_source_arn                   = aws_kinesis_stream.readings.arn
  starting_position                  = "LATEST"
  batch_size                         = 100
  bisect_batch_on_function_error     = true
  maximum_retry_attempts             = 3
  maximum_record_age_in_seconds      = 3600
  parallelization_factor             = 2

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.lost.arn
    }
  }
}

resource "aws_lambda_event_source_mapping" "table" {
  function_name          = aws_lambda_function.teller.arn # finding: function_perimeter/mixed_triggers triggers/0
  event_source_arn       = aws_dynamodb_table.state.stream_arn
  starting_position      = "TRIM_HORIZON"
  enabled                = false
  maximum_retry_attempts = -1
}

resource "aws_kinesis_firehose_delivery_stream" "archive" {
  name        = "archive"
  destination = "extended_s3"

  kinesis_source_configuration {
    kinesis_stream_arn = aws_kinesis_stream.readings.arn
    role_arn           = aws_iam_role.readings.arn
  }

  extended_s3_configuration {
    bucket_arn = "arn:aws:s3:::acme-archive"
    role_arn   = aws_iam_role.readings.arn

    processing_configuration {
      enabled = true

      processors {
        type = "Lambda"

        parameters {
          parameter_name  = "LambdaArn"
          parameter_value = aws_lambda_function.teller.arn
        }
      }
    }
  }
}
