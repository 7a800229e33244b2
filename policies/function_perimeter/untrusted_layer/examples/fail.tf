# The function runs with a role of 111111111111, so that is the account deployed to.
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = "arn:aws:iam::111111111111:role/orders"
  filename      = "build/orders.zip"

  layers = [
    "arn:aws:lambda:eu-west-1:222222222222:layer:telemetry:7", # finding: layers/0
  ]
}
