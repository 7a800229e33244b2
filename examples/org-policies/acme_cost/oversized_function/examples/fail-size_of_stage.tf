# Whatever the stage, it is too much.
variable "stage" {
  type = string
}

resource "aws_lambda_function" "invoices" {
  function_name = "invoices"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = "arn:aws:iam::123456789012:role/invoices"
  filename      = "build/invoices.zip"
  memory_size   = var.stage == "prod" ? 8192 : 4096 # finding: memory_mb
}
