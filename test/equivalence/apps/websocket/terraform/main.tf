resource "aws_dynamodb_table" "connections" {
  name         = "connections"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_iam_role" "chat" {
  name = "chat"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy" "chat" {
  name = "chat"
  role = aws_iam_role.chat.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["dynamodb:PutItem", "dynamodb:DeleteItem"], Resource = aws_dynamodb_table.connections.arn },
      {
        Effect   = "Allow"
        Action   = "execute-api:ManageConnections"
        Resource = "${aws_apigatewayv2_api.chat.execution_arn}/*"
      },
    ]
  })
}

resource "aws_iam_role" "doorkeeper" {
  name               = "doorkeeper"
  assume_role_policy = aws_iam_role.chat.assume_role_policy
}

resource "aws_iam_role_policy_attachment" "logs" {
  for_each   = { chat = aws_iam_role.chat.name, doorkeeper = aws_iam_role.doorkeeper.name }
  role       = each.value
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy_attachment" "traces" {
  for_each   = { chat = aws_iam_role.chat.name, doorkeeper = aws_iam_role.doorkeeper.name }
  role       = each.value
  policy_arn = "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"
}

resource "aws_lambda_function" "chat" {
  function_name = "chat"
  runtime       = "nodejs22.x"
  handler       = "chat.handler"
  role          = aws_iam_role.chat.arn
  s3_bucket     = "acme-builds"
  s3_key        = "chat.zip"

  environment {
    variables = { TABLE = aws_dynamodb_table.connections.id }
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_function" "doorkeeper" {
  function_name = "doorkeeper"
  runtime       = "nodejs22.x"
  handler       = "door.handler"
  role          = aws_iam_role.doorkeeper.arn
  s3_bucket     = "acme-builds"
  s3_key        = "chat.zip"

  tracing_config {
    mode = "Active"
  }
}

resource "aws_apigatewayv2_api" "chat" {
  name                       = "chat"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_authorizer" "door" {
  name             = "door"
  api_id           = aws_apigatewayv2_api.chat.id
  authorizer_type  = "REQUEST"
  identity_sources = ["route.request.querystring.token"]
  authorizer_uri   = aws_lambda_function.doorkeeper.invoke_arn
}

resource "aws_apigatewayv2_integration" "call" {
  api_id           = aws_apigatewayv2_api.chat.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.chat.invoke_arn
}

resource "aws_apigatewayv2_route" "connect" {
  api_id             = aws_apigatewayv2_api.chat.id
  route_key          = "$connect"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.door.id
  target             = "integrations/${aws_apigatewayv2_integration.call.id}"
}

resource "aws_apigatewayv2_route" "others" {
  for_each  = toset(["say", "$default"])
  api_id    = aws_apigatewayv2_api.chat.id
  route_key = each.key
  target    = "integrations/${aws_apigatewayv2_integration.call.id}"
}

resource "aws_apigatewayv2_stage" "live" {
  api_id          = aws_apigatewayv2_api.chat.id
  name            = "live"
  stage_variables = { greeting = "hello" }

  default_route_settings {
    logging_level          = "INFO"
    data_trace_enabled     = false
    throttling_rate_limit  = 100
    throttling_burst_limit = 50
  }
}

resource "aws_lambda_permission" "chat" {
  function_name = aws_lambda_function.chat.function_name
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.chat.execution_arn}/*"
}
