data "aws_iam_policy_document" "trust" {
  for_each = {
    region = ["lambda.amazonaws.com"]
    edge   = ["lambda.amazonaws.com", "edgelambda.amazonaws.com"]
  }
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = each.value
    }
  }
}

resource "aws_iam_role" "render" {
  name               = "render"
  assume_role_policy = data.aws_iam_policy_document.trust["region"].json
}

resource "aws_iam_role" "headers" {
  name               = "headers"
  assume_role_policy = data.aws_iam_policy_document.trust["edge"].json
}

resource "aws_iam_role_policy_attachment" "logs" {
  for_each   = { render = aws_iam_role.render.name, headers = aws_iam_role.headers.name }
  role       = each.value
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy_attachment" "traces" {
  role       = aws_iam_role.render.name
  policy_arn = "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"
}

resource "aws_lambda_function" "render" {
  function_name                  = "render"
  runtime                        = "nodejs22.x"
  handler                        = "render.handler"
  reserved_concurrent_executions = 10
  role                           = aws_iam_role.render.arn
  s3_bucket                      = "acme-builds"
  s3_key                         = "render.zip"

  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_function" "headers" {
  function_name = "headers"
  runtime       = "nodejs22.x"
  handler       = "headers.handler"
  publish       = true
  role          = aws_iam_role.headers.arn
  s3_bucket     = "acme-builds"
  s3_key        = "headers.zip"
}

resource "aws_lambda_alias" "headers" {
  name             = "live"
  function_name    = aws_lambda_function.headers.function_name
  function_version = aws_lambda_function.headers.version
}

resource "aws_lambda_function_url" "render" {
  function_name      = aws_lambda_function.render.function_name
  authorization_type = "AWS_IAM"
  invoke_mode        = "RESPONSE_STREAM"

  cors {
    allow_origins     = ["https://www.shop.example"]
    allow_methods     = ["GET"]
    allow_credentials = false
  }
}

resource "aws_lambda_permission" "front" {
  function_name = aws_lambda_function.render.function_name
  action        = "lambda:InvokeFunctionUrl"
  principal     = "cloudfront.amazonaws.com"
  source_arn    = aws_cloudfront_distribution.front.arn
}

resource "aws_s3_bucket" "pages" {
  bucket = "acme-pages"
}

resource "aws_cloudfront_origin_access_control" "render" {
  name                              = "render"
  origin_access_control_origin_type = "lambda"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_wafv2_web_acl" "front" {
  name  = "front"
  scope = "CLOUDFRONT"

  default_action {
    block {}
  }

  rule {
    name     = "known"
    priority = 0
    override_action {
      count {}
    }
    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesKnownBadInputsRuleSet"
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "known"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "front"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl_logging_configuration" "front" {
  resource_arn            = aws_wafv2_web_acl.front.arn
  log_destination_configs = ["arn:aws:firehose:us-east-1:123456789012:deliverystream/aws-waf-logs-front"]
}

resource "aws_cloudfront_distribution" "front" {
  comment    = "the shop"
  enabled    = true
  aliases    = ["www.shop.example"]
  web_acl_id = aws_wafv2_web_acl.front.arn

  viewer_certificate {
    acm_certificate_arn      = "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"
    ssl_support_method       = "sni-only"
    minimum_protocol_version = "TLSv1.2_2021"
  }

  logging_config {
    bucket = "acme-logs.s3.amazonaws.com"
  }

  origin {
    origin_id                = "render"
    domain_name              = split("/", aws_lambda_function_url.render.function_url)[2]
    origin_access_control_id = aws_cloudfront_origin_access_control.render.id

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }

  origin {
    origin_id   = "pages"
    domain_name = aws_s3_bucket.pages.bucket_regional_domain_name

    s3_origin_config {
      origin_access_identity = ""
    }
  }

  default_cache_behavior {
    target_origin_id       = "render"
    viewer_protocol_policy = "redirect-to-https"
    cache_policy_id        = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]

    lambda_function_association {
      event_type = "viewer-response"
      lambda_arn = aws_lambda_function.headers.qualified_arn
    }
  }

  ordered_cache_behavior {
    path_pattern           = "/pages/*"
    target_origin_id       = "pages"
    viewer_protocol_policy = "https-only"
    cache_policy_id        = "658327ea-f89d-4fab-a63d-7e88639e58f6"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
}
