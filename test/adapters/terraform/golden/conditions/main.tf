variable "stage" {
  type = string

  validation {
    condition     = contains(["dev", "prod"], var.stage)
    error_message = "One of dev and prod."
  }
}

variable "traced" {
  type = bool
}

locals {
  is_prod = var.stage == "prod"
  sizes   = { small = 128, large = 1024 }
}

resource "aws_lambda_function" "sized" {
  for_each      = local.sizes
  function_name = "sized-${each.key}"
  memory_size   = each.value
  role          = local.is_prod ? aws_iam_role.prod[0].arn : var.role
  timeout       = local.is_prod ? 30 : 5

  dynamic "tracing_config" {
    for_each = var.traced ? ["Active"] : []
    content {
      mode = tracing_config.value
    }
  }

  environment {
    variables = {
      STAGE = var.stage
      DEBUG = !local.is_prod && var.traced
    }
  }
}

variable "role" {
  type = string
}

resource "aws_iam_role" "prod" {
  count              = local.is_prod ? 1 : 0
  assume_role_policy = "{}"
}

resource "aws_sqs_queue" "numbered" {
  count = 2
  name  = "queue-${count.index}"
}

variable "extra" {
  type = list(string)
}

resource "aws_sqs_queue" "extra" {
  for_each = toset(var.extra)
  name     = each.value
}

resource "aws_sqs_queue" "none" {
  count = 0
}

output "roles" {
  value = aws_iam_role.prod[*].arn
}

output "one_role" {
  value = one(aws_iam_role.prod[*].name)
}

output "queues" {
  value = [for queue in aws_sqs_queue.numbered : queue.name]
}

output "memory" {
  value = { for key, function in aws_lambda_function.sized : upper(key) => function.memory_size }
}

output "extra" {
  value = values(aws_sqs_queue.extra)[*].arn
}
