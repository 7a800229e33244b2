resource "aws_lambda_layer_version" "libraries" {
  layer_name = "libraries"
  s3_bucket  = "acme-builds"
  s3_key     = "libraries.zip"
}

resource "aws_lambda_code_signing_config" "signing" {
  allowed_publishers {
    signing_profile_version_arns = ["arn:aws:signer:eu-west-1:123456789012:/signing-profiles/acme/0000000000"]
  }

  policies {
    untrusted_artifact_on_deployment = "Enforce"
  }
}

resource "aws_iam_user" "operator" {
  name = "operator"
}

resource "aws_iam_user_policy_attachment" "operator" {
  user       = aws_iam_user.operator.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_access_key" "operator" { # finding: credentials/application_user access_keys/0/status
  user = aws_iam_user.operator.name
}

resource "aws_iam_role" "monolith" {
  name = "monolith"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy_attachment" "everything" {
  role       = aws_iam_role.monolith.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess" # finding: least_privilege/full_admin statements/0/actions/0
}

resource "aws_lambda_function" "monolith" { # finding: observability/no_tracing tracing/mode
  function_name           = "monolith"
  runtime                 = "nodejs22.x"
  handler                 = "server.handler"
  memory_size             = 3008
  timeout                 = 900
  role                    = aws_iam_role.monolith.arn
  code_signing_config_arn = aws_lambda_code_signing_config.signing.arn
  layers                  = [aws_lambda_layer_version.libraries.arn]
  s3_bucket               = "acme-builds"
  s3_key                  = "monolith.zip"
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.monolith.arn
  function_version = "1"
}

resource "aws_lambda_provisioned_concurrency_config" "live" {
  function_name                     = aws_lambda_function.monolith.function_name
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = 5
}

resource "aws_lambda_function_event_invoke_config" "live" {
  function_name          = aws_lambda_function.monolith.function_name
  qualifier              = aws_lambda_alias.live.name
  maximum_retry_attempts = 0

  destination_config {
    on_success {
      destination = aws_sns_topic.done.arn
    }
  }
}

resource "aws_sns_topic" "done" { # finding: encryption/unencrypted_event_store encryption_key
  name = "done"
}

resource "aws_api_gateway_rest_api" "monolith" {
  name = "monolith"

  endpoint_configuration {
    types = ["EDGE"]
  }

  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "monolith", version = "1" }
    x-amazon-apigateway-request-validators = {
      whole = { validateRequestBody = true, validateRequestParameters = false }
    }
    x-amazon-apigateway-request-validator = "whole"
    components = {
      securitySchemes = {
        signed = { type = "apiKey", name = "Authorization", in = "header", x-amazon-apigateway-authtype = "awsSigv4" }
        door = {
          type                         = "apiKey"
          name                         = "Authorization"
          in                           = "header"
          x-amazon-apigateway-authtype = "custom"
          x-amazon-apigateway-authorizer = {
            type                         = "token"
            authorizerResultTtlInSeconds = 0
            authorizerUri                = aws_lambda_function.monolith.invoke_arn
          }
        }
      }
    }
    paths = {
      "/{proxy+}" = {
        x-amazon-apigateway-any-method = {
          security = [{ door = [] }]
          x-amazon-apigateway-integration = {
            type       = "aws_proxy"
            httpMethod = "POST"
            uri        = aws_lambda_alias.live.invoke_arn
          }
        }
      }
      "/orders" = {
        post = {
          security    = [{ signed = [] }]
          requestBody = { content = { "application/json" = { schema = { type = "object" } } } }
          x-amazon-apigateway-integration = {
            type                = "http"
            httpMethod          = "POST"
            uri                 = "http://legacy.example/orders"
            passthroughBehavior = "when_no_match"
            tlsConfig           = { insecureSkipVerification = true }
          }
        }
      }
    }
  })
}

resource "aws_api_gateway_deployment" "monolith" {
  rest_api_id = aws_api_gateway_rest_api.monolith.id
}

resource "aws_api_gateway_stage" "live" {
  stage_name    = "live"
  rest_api_id   = aws_api_gateway_rest_api.monolith.id
  deployment_id = aws_api_gateway_deployment.monolith.id
}

resource "aws_lb" "monolith" {
  name                       = "monolith"
  subnets                    = ["subnet-00000001", "subnet-00000002"]
  drop_invalid_header_fields = true
}

resource "aws_lb_listener" "secure" {
  load_balancer_arn = aws_lb.monolith.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = "arn:aws:acm:eu-west-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.monolith.arn
  }
}

resource "aws_lb_listener" "plain" {
  load_balancer_arn = aws_lb.monolith.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"
    redirect {
      protocol    = "HTTPS"
      port        = "443"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_lb_target_group" "monolith" {
  name        = "monolith"
  target_type = "lambda"
}

resource "aws_lb_target_group_attachment" "monolith" {
  target_group_arn = aws_lb_target_group.monolith.arn
  target_id        = aws_lambda_function.monolith.arn # finding: function_perimeter/mixed_triggers triggers/0
}

resource "aws_appsync_graphql_api" "monolith" {
  name                = "monolith"
  authentication_type = "API_KEY"
  xray_enabled        = true

  additional_authentication_provider {
    authentication_type = "AWS_IAM"
  }

  log_config {
    field_log_level          = "ERROR"
    exclude_verbose_content  = true
    cloudwatch_logs_role_arn = aws_iam_role.monolith.arn
  }
}

resource "aws_appsync_api_key" "monolith" {
  api_id = aws_appsync_graphql_api.monolith.id
}

resource "aws_appsync_datasource" "everything" {
  api_id           = aws_appsync_graphql_api.monolith.id
  name             = "everything"
  type             = "AWS_LAMBDA"
  service_role_arn = aws_iam_role.monolith.arn

  lambda_config {
    function_arn = aws_lambda_function.monolith.arn
  }
}

resource "aws_cognito_identity_pool" "monolith" {
  identity_pool_name               = "monolith"
  allow_unauthenticated_identities = true
}

resource "aws_cognito_identity_pool_roles_attachment" "monolith" {
  identity_pool_id = aws_cognito_identity_pool.monolith.id
  roles            = { unauthenticated = aws_iam_role.monolith.arn }
}
