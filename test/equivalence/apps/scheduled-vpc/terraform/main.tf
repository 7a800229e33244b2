data "aws_caller_identity" "current" {}

variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  type    = list(string)
  default = ["subnet-00000001", "subnet-00000002"]
}

resource "aws_security_group" "report" {
  name        = "report"
  description = "the report"
  vpc_id      = var.vpc_id

  egress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["10.0.0.0/8"]
    description = "inside"
  }
}

resource "aws_security_group" "database" {
  name        = "database"
  description = "the database"
  vpc_id      = var.vpc_id
}

resource "aws_security_group_rule" "nowhere" {
  type              = "egress"
  security_group_id = aws_security_group.database.id
  protocol          = "all"
  from_port         = 0
  to_port           = 0
  cidr_blocks       = ["127.0.0.1/32"]
}

resource "aws_vpc_security_group_ingress_rule" "report" {
  security_group_id            = aws_security_group.database.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = aws_security_group.report.id
}

data "aws_secretsmanager_random_password" "password" {
  password_length     = 40
  exclude_punctuation = true
}

resource "aws_secretsmanager_secret" "password" {
  name = "report/password"
}

resource "aws_secretsmanager_secret_version" "password" {
  secret_id     = aws_secretsmanager_secret.password.id
  secret_string = data.aws_secretsmanager_random_password.password.random_password
}

resource "aws_secretsmanager_secret_policy" "password" {
  secret_arn = aws_secretsmanager_secret.password.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "secretsmanager:GetSecretValue"
      Resource  = "*"
      Condition = { StringNotEquals = { "aws:PrincipalArn" = aws_iam_role.report.arn } }
    }]
  })
}

resource "aws_secretsmanager_secret_rotation" "password" {
  secret_id           = aws_secretsmanager_secret.password.id
  rotation_lambda_arn = aws_lambda_function.rotate.arn

  rotation_rules {
    automatically_after_days = 30
  }
}

resource "aws_efs_file_system" "files" {
  encrypted = true
  tags      = { Name = "reports" }
}

resource "aws_efs_access_point" "exports" {
  file_system_id = aws_efs_file_system.files.id

  posix_user {
    uid = 1000
    gid = 1000
  }

  root_directory {
    path = "/exports"
  }
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com", "scheduler.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "report" {
  name               = "report"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy_attachment" "network" {
  role       = aws_iam_role.report.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
}

resource "aws_iam_role_policy" "report" {
  name = "report"
  role = aws_iam_role.report.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = aws_secretsmanager_secret.password.arn },
      { Effect = "Allow", Action = "lambda:InvokeFunction", Resource = aws_lambda_function.report.arn },
    ]
  })
}

resource "aws_sqs_queue" "missed" {
  name = "missed"
}

resource "aws_lambda_function" "report" { # finding: observability/no_tracing tracing/mode
  function_name = "report"
  runtime       = "java21"
  handler       = "example.Report"
  memory_size   = 1024
  timeout       = 600
  role          = aws_iam_role.report.arn # finding: function_roles/shared_role functions/0
  s3_bucket     = "acme-builds"
  s3_key        = "report.jar"

  snap_start {
    apply_on = "PublishedVersions"
  }

  vpc_config {
    subnet_ids         = var.subnet_ids
    security_group_ids = [aws_security_group.report.id]
  }

  file_system_config {
    arn              = aws_efs_access_point.exports.arn
    local_mount_path = "/mnt/exports"
  }

  environment {
    variables = { SECRET = aws_secretsmanager_secret.password.arn }
  }
}

resource "aws_lambda_function" "rotate" { # finding: observability/no_tracing tracing/mode
  function_name = "rotate"
  runtime       = "python3.13"
  handler       = "rotate.handler"
  role          = aws_iam_role.report.arn
  s3_bucket     = "acme-builds"
  s3_key        = "rotate.zip"

  vpc_config {
    subnet_ids         = var.subnet_ids
    security_group_ids = [aws_security_group.report.id]
  }
}

resource "aws_lambda_function_recursion_config" "rotate" {
  function_name  = aws_lambda_function.rotate.function_name
  recursive_loop = "Allow"
}

resource "aws_lambda_runtime_management_config" "rotate" {
  function_name     = aws_lambda_function.rotate.function_name
  update_runtime_on = "FunctionUpdate"
}

resource "aws_lambda_permission" "rotate" {
  function_name  = aws_lambda_function.rotate.function_name
  action         = "lambda:InvokeFunction"
  principal      = "secretsmanager.amazonaws.com"
  source_account = data.aws_caller_identity.current.account_id
}

resource "aws_scheduler_schedule" "night" {
  name                = "night"
  schedule_expression = "cron(0 2 * * ? *)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_lambda_function.report.arn
    role_arn = aws_iam_role.report.arn

    retry_policy {
      maximum_retry_attempts       = 1
      maximum_event_age_in_seconds = 3600
    }

    dead_letter_config {
      arn = aws_sqs_queue.missed.arn
    }
  }
}
