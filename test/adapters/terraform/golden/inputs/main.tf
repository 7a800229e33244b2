variable "name" {
  type = string
}

variable "limits" {
  type = object({
    memory  = number
    timeout = optional(number, 9)
  })
}

variable "password" {
  type      = string
  sensitive = true
  default   = "changeme-not-a-real-one"
}

variable "layers" {
  type    = list(string)
  default = []
}

resource "aws_lambda_function" "f" {
  function_name = var.name
  role          = "arn:aws:iam::123456789012:role/f"
  memory_size   = var.limits.memory
  timeout       = var.limits.timeout
  layers        = var.layers

  environment {
    variables = {
      PASSWORD = var.password
      URL      = "postgres://app:${var.password}@db.example/app"
    }
  }
}

module "network" {
  source = "./network"
}

resource "aws_security_group" "f" {
  vpc_id = module.network.vpc_id
}
