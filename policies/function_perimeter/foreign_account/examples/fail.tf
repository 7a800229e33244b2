# The function runs with a role of 111111111111, so that is the account deployed to.
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = "arn:aws:iam::111111111111:role/orders"
  filename      = "build/orders.zip"
}

resource "aws_lambda_permission" "number" {
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal     = "222222222222" # finding: statements/0/principals/0/account
}

resource "aws_lambda_permission" "topic" {
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal     = "sns.amazonaws.com"
  source_arn    = "arn:aws:sns:eu-west-1:222222222222:orders" # finding: statements/1/conditions/0/sources/0/account
}
