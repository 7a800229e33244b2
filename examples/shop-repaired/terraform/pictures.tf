# Pictures: thumbnails of what is uploaded.

resource "aws_s3_bucket" "pictures" {
  bucket = local.pictures
}

# Apart from the pictures, so that a thumbnail makes no thumbnail.
resource "aws_s3_bucket" "thumbnails" {
  bucket = "shop-thumbnails-${local.account}"
}

resource "aws_s3_bucket_notification" "pictures" {
  bucket     = aws_s3_bucket.pictures.id
  depends_on = [aws_lambda_permission.pictures]

  lambda_function {
    lambda_function_arn = aws_lambda_function.thumbnailer.arn
    events              = ["s3:ObjectCreated:*"]
  }
}

resource "aws_lambda_permission" "pictures" {
  statement_id   = "PicturesMayInvokeThumbnailer"
  function_name  = aws_lambda_function.thumbnailer.function_name
  action         = "lambda:InvokeFunction"
  principal      = "s3.amazonaws.com"
  source_arn     = aws_s3_bucket.pictures.arn
  source_account = local.account
}

resource "aws_lambda_function" "thumbnailer" {
  function_name = "shop-thumbnailer"
  runtime       = "python3.13"
  handler       = "thumbnailer.handler"
  role          = aws_iam_role.function["thumbnailer"].arn
  timeout       = 60
  memory_size   = 1024
  s3_bucket     = var.artifact_bucket
  s3_key        = "${local.artifacts}/thumbnailer.zip"

  environment {
    variables = {
      LOG_LEVEL   = var.log_level
      BUCKET_NAME = aws_s3_bucket.thumbnails.id
    }
  }

  tracing_config {
    mode = "Active"
  }
}
