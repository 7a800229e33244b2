resource "aws_kms_key" "data" {
  enable_key_rotation = true
}

resource "aws_kms_alias" "data" {
  name          = "alias/shop"
  target_key_id = aws_kms_key.data.key_id
}

variable "log_key" {
  type = string
}

resource "aws_cloudwatch_log_group" "orders" {
  name       = "/aws/lambda/orders"
  kms_key_id = var.log_key
}

resource "aws_cloudwatch_log_group" "refunds" {
  name       = "/aws/lambda/refunds"
  kms_key_id = aws_kms_alias.data.arn
}

data "aws_kms_alias" "shared" {
  name = "alias/shared"
}

resource "aws_sns_topic" "orders" {
  name              = "orders"
  kms_master_key_id = data.aws_kms_alias.shared.target_key_arn
}

resource "aws_dynamodb_table" "orders" {
  name     = "orders"
  hash_key = "id"

  attribute {
    name = "id"
    type = "S"
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.data.arn
  }
}

resource "aws_secretsmanager_secret" "database" {
  name       = "shop/database"
  kms_key_id = "1234abcd-12ab-34cd-56ef-1234567890ab"
}

resource "aws_sqs_queue" "orders" {
  name              = "orders"
  kms_master_key_id = "alias/shop"
}

# Not encrypted, which is another question.
resource "aws_ssm_parameter" "url" {
  name  = "/shop/url"
  type  = "String"
  value = "https://shop.example"
}

resource "aws_ssm_parameter" "token" {
  name   = "/shop/token"
  type   = "SecureString"
  value  = "set by hand"
  key_id = aws_kms_key.data.arn
}

resource "aws_kinesis_stream" "clicks" {
  name            = "clicks"
  shard_count     = 1
  encryption_type = "KMS"
  kms_key_id      = aws_kms_key.data.id
}
