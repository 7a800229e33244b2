# Search: what changes in the orders goes to a table of its own.

resource "aws_dynamodb_table" "search" {
  name         = "shop-search"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "word"

  attribute {
    name = "word"
    type = "S"
  }
}

resource "aws_lambda_function" "indexer" { # finding: observability/no_tracing tracing/mode
  function_name = "shop-indexer"
  runtime       = "python3.13"
  handler       = "indexer.handler"
  role          = aws_iam_role.api.arn
  timeout       = 60
  s3_bucket     = var.artifact_bucket
  s3_key        = "${local.artifacts}/indexer.zip"

  environment {
    variables = {
      LOG_LEVEL         = var.log_level
      SEARCH_TABLE_NAME = aws_dynamodb_table.search.name
    }
  }
}

resource "aws_lambda_event_source_mapping" "orders" {
  function_name                  = aws_lambda_function.indexer.arn
  event_source_arn               = aws_dynamodb_table.orders.stream_arn
  starting_position              = "LATEST"
  maximum_retry_attempts         = 3
  bisect_batch_on_function_error = true
}
