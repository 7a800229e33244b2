resource "aws_kms_key" "data" {
  enable_key_rotation = true
}

resource "aws_cloudwatch_log_group" "orders" { # finding: key
  name = "/aws/lambda/orders"
}

resource "aws_dynamodb_table" "orders" { # finding: encryption/kms
  name     = "orders"
  hash_key = "id"

  attribute {
    name = "id"
    type = "S"
  }
}

# Switched on with the key that the account has for all tables.
resource "aws_dynamodb_table" "refunds" {
  name     = "refunds"
  hash_key = "id"

  attribute {
    name = "id"
    type = "S"
  }

  server_side_encryption { # finding: encryption/key
    enabled = true
  }
}

# A key that is not used.
resource "aws_dynamodb_table" "invoices" {
  name     = "invoices"
  hash_key = "id"

  attribute {
    name = "id"
    type = "S"
  }

  server_side_encryption {
    enabled     = false # finding: encryption/kms
    kms_key_arn = aws_kms_key.data.arn
  }
}

resource "aws_secretsmanager_secret" "database" {
  name       = "shop/database"
  kms_key_id = "alias/aws/secretsmanager" # finding: encryption_key
}

resource "aws_sqs_queue" "orders" {
  name              = "orders"
  kms_master_key_id = "arn:aws:kms:eu-central-1:123456789012:alias/aws/sqs" # finding: encryption/key
}

data "aws_kms_key" "sns" {
  key_id = "alias/aws/sns"
}

resource "aws_sns_topic" "orders" {
  name              = "orders"
  kms_master_key_id = data.aws_kms_key.sns.arn # finding: encryption_key
}

resource "aws_ssm_parameter" "token" { # finding: encryption_key
  name  = "/shop/token"
  type  = "SecureString"
  value = "set by hand"
}

resource "aws_kinesis_stream" "clicks" {
  name            = "clicks"
  shard_count     = 1
  encryption_type = "KMS"
  kms_key_id      = "alias/aws/kinesis" # finding: encryption/key
}
