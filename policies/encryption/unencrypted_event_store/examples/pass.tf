resource "aws_kms_key" "events" {
  enable_key_rotation = true
}

resource "aws_sns_topic" "orders" {
  name              = "orders"
  kms_master_key_id = aws_kms_key.events.id
}

resource "aws_sns_topic" "refunds" {
  name              = "refunds"
  kms_master_key_id = "alias/aws/sns"
}

# Guards against: asking for what the service does unless told otherwise.
resource "aws_sqs_queue" "orders" {
  name = "orders"
}

resource "aws_sqs_queue" "refunds" {
  name                    = "refunds"
  sqs_managed_sse_enabled = true
}

resource "aws_sqs_queue" "invoices" {
  name                    = "invoices"
  sqs_managed_sse_enabled = false
  kms_master_key_id       = "alias/aws/sqs"
}

# An empty text names no key, and the service encrypts with its own.
resource "aws_sqs_queue" "returns" {
  name              = "returns"
  kms_master_key_id = ""
}

resource "aws_kinesis_stream" "clicks" {
  name            = "clicks"
  shard_count     = 1
  encryption_type = "KMS"
  kms_key_id      = "alias/aws/kinesis"
}

resource "aws_kinesis_firehose_delivery_stream" "archive" {
  name        = "archive"
  destination = "extended_s3"

  extended_s3_configuration {
    role_arn   = "arn:aws:iam::123456789012:role/archive"
    bucket_arn = "arn:aws:s3:::acme-archive"
  }

  server_side_encryption {
    enabled = true
  }
}

# What it reads from decides: it can have no encryption of its own.
resource "aws_kinesis_firehose_delivery_stream" "clicks" {
  name        = "clicks"
  destination = "extended_s3"

  kinesis_source_configuration {
    kinesis_stream_arn = aws_kinesis_stream.clicks.arn
    role_arn           = "arn:aws:iam::123456789012:role/archive"
  }

  extended_s3_configuration {
    role_arn   = "arn:aws:iam::123456789012:role/archive"
    bucket_arn = "arn:aws:s3:::acme-archive"
  }
}
