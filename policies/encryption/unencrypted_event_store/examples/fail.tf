resource "aws_sns_topic" "orders" { # finding: encryption_key
  name = "orders"
}

# An empty text names no key.
resource "aws_sns_topic" "refunds" {
  name              = "refunds"
  kms_master_key_id = "" # finding: encryption_key
}

resource "aws_sqs_queue" "orders" {
  name                    = "orders"
  sqs_managed_sse_enabled = false # finding: encryption/managed
}

resource "aws_kinesis_stream" "clicks" { # finding: encryption/enabled
  name        = "clicks"
  shard_count = 1
}

# A key alone encrypts nothing.
resource "aws_kinesis_stream" "visits" {
  name            = "visits"
  shard_count     = 1
  encryption_type = "NONE" # finding: encryption/enabled
  kms_key_id      = "alias/aws/kinesis"
}

resource "aws_kinesis_firehose_delivery_stream" "archive" { # finding: encryption/enabled
  name        = "archive"
  destination = "extended_s3"

  extended_s3_configuration {
    role_arn   = "arn:aws:iam::123456789012:role/archive"
    bucket_arn = "arn:aws:s3:::acme-archive"
  }
}

resource "aws_kinesis_firehose_delivery_stream" "invoices" {
  name        = "invoices"
  destination = "extended_s3"

  extended_s3_configuration {
    role_arn   = "arn:aws:iam::123456789012:role/archive"
    bucket_arn = "arn:aws:s3:::acme-archive"
  }

  server_side_encryption {
    enabled  = false # finding: encryption/enabled
    key_type = "AWS_OWNED_CMK"
  }
}
