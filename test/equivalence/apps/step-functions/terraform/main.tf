data "aws_iam_policy_document" "trust" {
  for_each = toset(["states", "lambda"])
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["${each.key}.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "steps" {
  name               = "steps"
  assume_role_policy = data.aws_iam_policy_document.trust["states"].json
}

resource "aws_iam_role_policy" "steps" {
  name = "steps"
  role = aws_iam_role.steps.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "lambda:InvokeFunction"
        Resource = [aws_lambda_function.check.arn, "${aws_lambda_function.pack.arn}:*", aws_lambda_function.pack.arn]
      },
      { Effect = "Allow", Action = "sqs:SendMessage", Resource = aws_sqs_queue.paid.arn },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "steps" {
  role       = aws_iam_role.steps.name
  policy_arn = "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"
}

resource "aws_iam_role" "check" {
  name               = "check"
  assume_role_policy = data.aws_iam_policy_document.trust["lambda"].json
}

resource "aws_iam_role" "pack" {
  name               = "pack"
  assume_role_policy = data.aws_iam_policy_document.trust["lambda"].json
}

locals {
  needed = {
    logs   = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
    traces = "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"
  }
}

resource "aws_iam_role_policy_attachment" "check" {
  for_each   = local.needed
  role       = aws_iam_role.check.name
  policy_arn = each.value
}

resource "aws_iam_role_policy_attachment" "pack" {
  for_each   = local.needed
  role       = aws_iam_role.pack.name
  policy_arn = each.value
}

resource "aws_lambda_function" "check" {
  function_name = "check"
  runtime       = "python3.13"
  handler       = "check.handler"
  role          = aws_iam_role.check.arn
  s3_bucket     = "acme-builds"
  s3_key        = "check.zip"

  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_function" "pack" {
  function_name = "pack"
  runtime       = "python3.13"
  handler       = "pack.handler"
  role          = aws_iam_role.pack.arn
  s3_bucket     = "acme-builds"
  s3_key        = "pack.zip"

  tracing_config {
    mode = "Active"
  }
}

resource "aws_sqs_queue" "paid" {
  name = "paid"
}

resource "aws_cloudwatch_log_group" "orders" {
  name              = "/aws/vendedlogs/states/orders"
  retention_in_days = 14
}

resource "aws_sfn_state_machine" "orders" {
  name     = "orders"
  role_arn = aws_iam_role.steps.arn

  tracing_configuration {
    enabled = true
  }

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = false
    log_destination        = "${aws_cloudwatch_log_group.orders.arn}:*"
  }

  definition = jsonencode({
    StartAt        = "Check"
    TimeoutSeconds = 3600
    States = {
      Check = {
        Type           = "Task"
        Resource       = aws_lambda_function.check.arn
        TimeoutSeconds = 20
        Retry          = [{ ErrorEquals = ["States.ALL"], MaxAttempts = 2 }]
        Next           = "Each"
      }
      Each = {
        Type           = "Map"
        MaxConcurrency = 5
        ItemProcessor = {
          StartAt = "Pack"
          States = {
            Pack = {
              Type             = "Task"
              Resource         = "arn:aws:states:::lambda:invoke"
              Parameters       = { FunctionName = aws_lambda_function.pack.arn, "Payload.$" = "$" }
              HeartbeatSeconds = 30
              Retry            = [{ ErrorEquals = ["States.TaskFailed"] }]
              End              = true
            }
          }
        }
        Next = "Pay"
      }
      Pay = {
        Type       = "Task"
        Resource   = "arn:aws:states:::http:invoke"
        Parameters = { ApiEndpoint = "https://pay.example/charge", Method = "POST" }
        Next       = "Tell"
      }
      Tell = {
        Type       = "Task"
        Resource   = "arn:aws:states:::sqs:sendMessage"
        Parameters = { QueueUrl = aws_sqs_queue.paid.url, "MessageBody.$" = "$" }
        End        = true
      }
    }
  })
}
