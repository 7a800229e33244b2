# Orders: an HTTP API, a function, a table.

resource "aws_dynamodb_table" "orders" {
  name             = "shop-orders"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "id"
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_lambda_function" "orders" {
  function_name = "shop-orders"
  runtime       = "nodejs22.x"
  handler       = "orders.handler"
  role          = aws_iam_role.api.arn # finding: function_roles/shared_role functions/0
  timeout       = 10
  memory_size   = 512
  s3_bucket     = var.artifact_bucket
  s3_key        = "${local.artifacts}/orders.zip"

  environment {
    variables = {
      LOG_LEVEL   = var.log_level
      TABLE_NAME  = aws_dynamodb_table.orders.name
      QUEUE_URL   = aws_sqs_queue.jobs.url
      PAYMENT_KEY = "sk_live_thisisnotarealkey0000" # finding: secrets/literal_secret environment/PAYMENT_KEY/secret
    }
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "default" {
  api_id      = aws_apigatewayv2_api.shop.id
  name        = "$default"
  auto_deploy = true
}

resource "aws_apigatewayv2_integration" "orders" {
  api_id                 = aws_apigatewayv2_api.shop.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.orders.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "create_order" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "POST /orders"
  authorization_type = "AWS_IAM"
  target             = "integrations/${aws_apigatewayv2_integration.orders.id}"
}

resource "aws_apigatewayv2_route" "read_order" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /orders/{id}"
  authorization_type = "AWS_IAM"
  target             = "integrations/${aws_apigatewayv2_integration.orders.id}"
}

resource "aws_lambda_permission" "api" {
  statement_id  = "ApiMayInvokeOrders"
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal     = "*" # finding: function_perimeter/public_invoke statements/0/principals/0/any
}

output "api_url" {
  value = aws_apigatewayv2_api.shop.api_endpoint
}
