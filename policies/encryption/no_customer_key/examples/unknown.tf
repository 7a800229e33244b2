variable "tier" {
  type = number
}

variable "keys" {
  type = list(string)
}

variable "parameter_type" {
  type = string
}

resource "aws_cloudwatch_log_group" "orders" {
  name       = "/aws/lambda/orders"
  kms_key_id = var.keys[var.tier] # finding: key
}

resource "aws_ssm_parameter" "token" {
  name  = "/shop/token"
  type  = var.parameter_type # finding: type
  value = "set by hand"
}
