# Another tracer shows by its variables.
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = "arn:aws:iam::123456789012:role/orders"
  filename      = "build/orders.zip"

  environment {
    variables = {
      OTEL_SERVICE_NAME = "orders"
    }
  }
}
