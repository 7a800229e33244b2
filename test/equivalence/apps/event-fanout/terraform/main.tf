variable "partner_key" {
  type      = string
  sensitive = true
}

resource "aws_cloudwatch_event_bus" "orders" {
  name = "orders"
}

resource "aws_cloudwatch_event_bus_policy" "orders" {
  event_bus_name = aws_cloudwatch_event_bus.orders.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::210987654321:root" } # finding: function_perimeter/foreign_account statements/0/principals/0/account
      Action    = "events:PutEvents"
      Resource  = aws_cloudwatch_event_bus.orders.arn
    }]
  })
}

resource "aws_sqs_queue" "undelivered" {
  name = "undelivered"
}

resource "aws_sqs_queue" "books" {
  name = "books"
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com", "events.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "told" {
  name               = "orders-told"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

data "aws_iam_policy_document" "tell" {
  statement {
    actions   = ["events:PutEvents"]
    resources = [aws_cloudwatch_event_bus.orders.arn]
  }
  statement {
    actions   = ["events:InvokeApiDestination"]
    resources = [aws_cloudwatch_event_api_destination.partner.arn]
  }
}

resource "aws_iam_role_policy" "tell" {
  name   = "tell"
  role   = aws_iam_role.told.id
  policy = data.aws_iam_policy_document.tell.json
}

resource "aws_lambda_function" "mailer" { # finding: observability/no_tracing tracing/mode
  function_name = "mailer"
  runtime       = "nodejs22.x"
  handler       = "mail.handler"
  role          = aws_iam_role.told.arn
  s3_bucket     = "acme-builds"
  s3_key        = "mailer.zip"

  dead_letter_config {
    target_arn = aws_sqs_queue.undelivered.arn
  }

  environment {
    variables = { BUS = aws_cloudwatch_event_bus.orders.name }
  }
}

resource "aws_cloudwatch_event_connection" "partner" {
  name               = "partner"
  authorization_type = "API_KEY"

  auth_parameters {
    api_key {
      key   = "x-key"
      value = var.partner_key
    }
  }
}

resource "aws_cloudwatch_event_api_destination" "partner" {
  name                             = "partner"
  connection_arn                   = aws_cloudwatch_event_connection.partner.arn
  http_method                      = "POST"
  invocation_endpoint              = "https://partner.example/orders"
  invocation_rate_limit_per_second = 10
}

resource "aws_cloudwatch_event_rule" "placed" {
  name           = "order-placed"
  event_bus_name = aws_cloudwatch_event_bus.orders.name
  event_pattern = jsonencode({
    source      = ["shop.orders"]
    detail-type = ["OrderPlaced"]
  })
}

resource "aws_cloudwatch_event_target" "mail" {
  rule           = aws_cloudwatch_event_rule.placed.name
  event_bus_name = aws_cloudwatch_event_bus.orders.name
  target_id      = "mail"
  arn            = aws_lambda_function.mailer.arn

  retry_policy {
    maximum_retry_attempts       = 5
    maximum_event_age_in_seconds = 3600
  }

  dead_letter_config {
    arn = aws_sqs_queue.undelivered.arn
  }
}

resource "aws_cloudwatch_event_target" "books" {
  rule           = aws_cloudwatch_event_rule.placed.name
  event_bus_name = aws_cloudwatch_event_bus.orders.name
  target_id      = "books"
  arn            = aws_sqs_queue.books.arn
}

resource "aws_cloudwatch_event_target" "partner" {
  rule           = aws_cloudwatch_event_rule.placed.name
  event_bus_name = aws_cloudwatch_event_bus.orders.name
  target_id      = "partner"
  arn            = aws_cloudwatch_event_api_destination.partner.arn
  role_arn       = aws_iam_role.told.arn
}

resource "aws_cloudwatch_event_rule" "nightly" {
  name                = "nightly"
  schedule_expression = "cron(0 3 * * ? *)"
  state               = "DISABLED"
}

resource "aws_cloudwatch_event_target" "nightly" {
  rule = aws_cloudwatch_event_rule.nightly.name
  arn  = aws_lambda_function.mailer.arn
}

resource "aws_cloudwatch_event_rule" "everything" {
  name          = "everything"
  event_pattern = "{\"source\":[{\"prefix\":\"\"}]}"
}

resource "aws_cloudwatch_event_target" "everything" {
  rule = aws_cloudwatch_event_rule.everything.name
  arn  = aws_sqs_queue.books.arn
}

resource "aws_lambda_permission" "placed" {
  function_name = aws_lambda_function.mailer.arn
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.placed.arn
}
