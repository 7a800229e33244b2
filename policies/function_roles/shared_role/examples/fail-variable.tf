# One role for both, though it is made elsewhere.
variable "role_arn" {
  type = string
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = var.role_arn # finding: functions/0
  filename      = "build/orders.zip"
}

resource "aws_lambda_function" "refunds" {
  function_name = "refunds"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = var.role_arn
  filename      = "build/refunds.zip"
}
