data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  build = "acme-builds"
}

resource "aws_dynamodb_table" "notes" {
  name                        = "notes"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  deletion_protection_enabled = true

  attribute {
    name = "id"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.notes.arn
  }
}

resource "aws_kms_key" "notes" {
  description         = "notes"
  enable_key_rotation = true
}

resource "aws_ssm_parameter" "endpoint" {
  name           = "/notes/endpoint"
  type           = "String"
  insecure_value = "https://search.example"
}

resource "aws_iam_role" "notes" {
  name                 = "notes"
  permissions_boundary = "arn:aws:iam::123456789012:policy/boundary"
  assume_role_policy   = <<-JSON
    {
      "Version": "2012-10-17",
      "Statement": [
        { "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole" }
      ]
    }
  JSON
}

resource "aws_iam_policy" "notes" {
  name = "notes"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["dynamodb:GetItem", "dynamodb:PutItem"]
        Resource = aws_dynamodb_table.notes.arn
      },
      {
        Effect   = "Allow"
        Action   = "ssm:GetParameter"
        Resource = aws_ssm_parameter.endpoint.arn
      },
      { Effect = "Allow", Action = "kms:Decrypt", Resource = aws_kms_key.notes.arn },
    ]
  })
}

resource "aws_iam_role" "decider" {
  name               = "decider"
  assume_role_policy = aws_iam_role.notes.assume_role_policy
}

resource "aws_iam_role_policy_attachment" "logs" {
  for_each   = { notes = aws_iam_role.notes.name, decider = aws_iam_role.decider.name }
  role       = each.value
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy_attachment" "traces" {
  for_each   = { notes = aws_iam_role.notes.name, decider = aws_iam_role.decider.name }
  role       = each.value
  policy_arn = "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"
}

resource "aws_iam_role_policy_attachment" "notes" {
  role       = aws_iam_role.notes.name
  policy_arn = aws_iam_policy.notes.arn
}

resource "aws_lambda_function" "notes" {
  function_name = "notes"
  runtime       = "nodejs22.x"
  architectures = ["arm64"]
  handler       = "index.handler"
  memory_size   = 256
  timeout       = 15
  role          = aws_iam_role.notes.arn
  kms_key_arn   = aws_kms_key.notes.arn
  s3_bucket     = local.build
  s3_key        = "notes.zip"

  tracing_config {
    mode = "Active"
  }

  logging_config {
    log_format            = "JSON"
    application_log_level = "WARN"
  }

  environment {
    variables = {
      TABLE     = aws_dynamodb_table.notes.name
      ENDPOINT  = aws_ssm_parameter.endpoint.name
      LOG_LEVEL = "warn"
    }
  }
}

resource "aws_lambda_function" "decider" {
  function_name = "decider"
  runtime       = "nodejs22.x"
  handler       = "decide.handler"
  role          = aws_iam_role.decider.arn
  s3_bucket     = local.build
  s3_key        = "notes.zip"

  tracing_config {
    mode = "Active"
  }
}

resource "aws_apigatewayv2_api" "notes" {
  name          = "notes"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins     = ["https://notes.example"]
    allow_methods     = ["GET", "POST"]
    allow_headers     = ["authorization"]
    allow_credentials = true
  }
}

resource "aws_apigatewayv2_authorizer" "tokens" {
  name             = "tokens"
  api_id           = aws_apigatewayv2_api.notes.id
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://login.example"
    audience = ["notes"]
  }
}

resource "aws_apigatewayv2_authorizer" "custom" {
  name                              = "custom"
  api_id                            = aws_apigatewayv2_api.notes.id
  authorizer_type                   = "REQUEST"
  authorizer_payload_format_version = "2.0"
  authorizer_result_ttl_in_seconds  = 60
  identity_sources                  = ["$request.header.Authorization"]
  authorizer_uri                    = aws_lambda_function.decider.invoke_arn
}

resource "aws_apigatewayv2_integration" "call" {
  api_id                 = aws_apigatewayv2_api.notes.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.notes.invoke_arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 16000
}

resource "aws_apigatewayv2_integration" "elsewhere" {
  api_id             = aws_apigatewayv2_api.notes.id
  integration_type   = "HTTP_PROXY"
  integration_method = "GET"
  integration_uri    = "https://search.example/query"
}

resource "aws_apigatewayv2_route" "read" {
  api_id               = aws_apigatewayv2_api.notes.id
  route_key            = "GET /notes/{id}"
  authorization_type   = "JWT"
  authorizer_id        = aws_apigatewayv2_authorizer.tokens.id
  authorization_scopes = ["notes/read"]
  target               = "integrations/${aws_apigatewayv2_integration.call.id}"
}

resource "aws_apigatewayv2_route" "write" {
  api_id             = aws_apigatewayv2_api.notes.id
  route_key          = "POST /notes"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.custom.id
  target             = "integrations/${aws_apigatewayv2_integration.call.id}"
}

resource "aws_apigatewayv2_route" "search" {
  api_id             = aws_apigatewayv2_api.notes.id
  route_key          = "GET /search"
  authorization_type = "AWS_IAM"
  target             = "integrations/${aws_apigatewayv2_integration.elsewhere.id}"
}

resource "aws_cloudwatch_log_group" "access" {
  name = "notes-access"
}

resource "aws_apigatewayv2_stage" "default" {
  api_id      = aws_apigatewayv2_api.notes.id
  name        = "$default"
  auto_deploy = true

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format          = "$context.requestId"
  }

  default_route_settings {
    throttling_rate_limit  = 50
    throttling_burst_limit = 20
  }

  route_settings {
    route_key                = "POST /notes"
    throttling_rate_limit    = 5
    throttling_burst_limit   = 2
    detailed_metrics_enabled = true
  }
}

resource "aws_apigatewayv2_domain_name" "notes" {
  domain_name = "notes.example"

  domain_name_configuration {
    endpoint_type   = "REGIONAL"
    certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"
    security_policy = "TLS_1_2"
  }

  mutual_tls_authentication {
    truststore_uri = "s3://acme-trust/callers.pem"
  }
}

resource "aws_apigatewayv2_api_mapping" "notes" {
  domain_name = aws_apigatewayv2_domain_name.notes.domain_name
  api_id      = aws_apigatewayv2_api.notes.id
  stage       = aws_apigatewayv2_stage.default.id
}

resource "aws_lambda_permission" "api" {
  for_each      = toset(["GET/notes/*", "POST/notes"])
  function_name = aws_lambda_function.notes.arn
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.notes.execution_arn}/*/${each.key}"
}
