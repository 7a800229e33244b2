# The role is made elsewhere: what it permits is not in these files.
variable "role_arn" {
  type = string
}

resource "aws_lambda_function" "importer" {
  function_name = "importer"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = var.role_arn # finding: statements
  filename      = "build/importer.zip"
}
