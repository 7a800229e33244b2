data "aws_caller_identity" "current" {}

resource "aws_s3_bucket" "pictures" {
  bucket = "acme-pictures"
}

resource "aws_s3_bucket_versioning" "pictures" {
  bucket = aws_s3_bucket.pictures.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_public_access_block" "pictures" {
  bucket                  = aws_s3_bucket.pictures.id
  block_public_acls       = true
  ignore_public_acls      = true
  block_public_policy     = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "pictures" {
  bucket = aws_s3_bucket.pictures.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.pictures.arn
    }
  }
}

resource "aws_s3_bucket_logging" "pictures" {
  bucket        = aws_s3_bucket.pictures.id
  target_bucket = "acme-logs"
  target_prefix = ""
}

resource "aws_s3_bucket_notification" "pictures" {
  bucket      = aws_s3_bucket.pictures.id
  eventbridge = true

  lambda_function {
    lambda_function_arn = aws_lambda_function.resize.arn
    events              = ["s3:ObjectCreated:*"]
    filter_prefix       = "incoming/"
    filter_suffix       = ".jpg"
  }

  queue {
    queue_arn = aws_sqs_queue.removed.arn
    events    = ["s3:ObjectRemoved:*"]
  }

  depends_on = [aws_lambda_permission.pictures]
}

resource "aws_s3_bucket_policy" "pictures" {
  bucket = aws_s3_bucket.pictures.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.pictures.arn, "${aws_s3_bucket.pictures.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}

resource "aws_s3_bucket" "thumbnails" {
  bucket = "acme-thumbnails"
}

resource "aws_s3_bucket_website_configuration" "thumbnails" {
  bucket = aws_s3_bucket.thumbnails.id
  index_document {
    suffix = "index.html"
  }
}

resource "aws_sqs_queue" "removed" {
  name = "removed"
}

resource "aws_sqs_queue_policy" "removed" {
  queue_url = aws_sqs_queue.removed.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "s3.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.removed.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_s3_bucket.pictures.arn }
        StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id }
      }
    }]
  })
}

resource "aws_kms_key" "pictures" {
  description         = "pictures"
  enable_key_rotation = true
}

resource "aws_lambda_layer_version" "sharp" {
  layer_name               = "sharp"
  description              = "a library that scales pictures"
  license_info             = "Apache-2.0"
  compatible_runtimes      = ["nodejs22.x"]
  compatible_architectures = ["arm64"]
  s3_bucket                = "acme-builds"
  s3_key                   = "sharp.zip"
}

resource "aws_lambda_layer_version_permission" "sharp" {
  layer_name      = aws_lambda_layer_version.sharp.layer_name
  version_number  = aws_lambda_layer_version.sharp.version
  statement_id    = "organisation"
  action          = "lambda:GetLayerVersion"
  principal       = "*"
  organization_id = "o-0000000000"
}

resource "aws_iam_role" "resize" {
  name = "resize"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "resize" {
  name = "resize"
  role = aws_iam_role.resize.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.pictures.arn}/incoming/*" },
      { Effect = "Allow", Action = "s3:PutObject", Resource = "${aws_s3_bucket.thumbnails.arn}/*" },
      { Effect = "Allow", Action = "kms:Decrypt", Resource = aws_kms_key.pictures.arn },
      { Effect = "Allow", Action = "sqs:SendMessage", Resource = aws_sqs_queue.removed.arn },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "resize" {
  for_each   = toset(["service-role/AWSLambdaBasicExecutionRole", "AWSXRayDaemonWriteAccess"])
  role       = aws_iam_role.resize.name
  policy_arn = "arn:aws:iam::aws:policy/${each.key}"
}

resource "aws_lambda_function" "resize" {
  function_name = "resize"
  runtime       = "nodejs22.x"
  architectures = ["arm64"]
  handler       = "resize.handler"
  memory_size   = 1024
  timeout       = 30
  role          = aws_iam_role.resize.arn
  s3_bucket     = "acme-builds"
  s3_key        = "resize.zip"

  layers = [
    aws_lambda_layer_version.sharp.arn,
    "arn:aws:lambda:eu-west-1:580247275435:layer:LambdaInsightsExtension-Arm64:20",
  ]

  tracing_config {
    mode = "Active"
  }

  ephemeral_storage {
    size = 1024
  }

  environment {
    variables = {
      TARGET = aws_s3_bucket.thumbnails.bucket
    }
  }
}

resource "aws_lambda_function_event_invoke_config" "resize" {
  function_name                = aws_lambda_function.resize.function_name
  maximum_retry_attempts       = 1
  maximum_event_age_in_seconds = 600

  destination_config {
    on_failure {
      destination = aws_sqs_queue.removed.arn
    }
  }
}

resource "aws_lambda_permission" "pictures" {
  function_name  = aws_lambda_function.resize.function_name
  action         = "lambda:InvokeFunction"
  principal      = "s3.amazonaws.com"
  source_account = data.aws_caller_identity.current.account_id
  source_arn     = aws_s3_bucket.pictures.arn
}
