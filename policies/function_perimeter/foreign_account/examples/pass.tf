# The function runs with a role of 111111111111, so that is the account deployed to.
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = "arn:aws:iam::111111111111:role/orders"
  filename      = "build/orders.zip"
}

data "aws_caller_identity" "current" {}

resource "aws_lambda_permission" "number" {
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal     = "111111111111"
}

resource "aws_lambda_permission" "own" {
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal     = data.aws_caller_identity.current.account_id
}

resource "aws_lambda_permission" "buckets" {
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal     = "s3.amazonaws.com"
  source_account = data.aws_caller_identity.current.account_id
}
