variable "managed_encryption" {
  type = bool
}

variable "encryption_type" {
  type = string
}

resource "aws_sqs_queue" "orders" {
  name                    = "orders"
  sqs_managed_sse_enabled = var.managed_encryption # finding: encryption/managed
}

resource "aws_kinesis_stream" "clicks" {
  name            = "clicks"
  shard_count     = 1
  encryption_type = var.encryption_type # finding: encryption/enabled
}
