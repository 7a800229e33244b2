# The owner may be among the tags that are given.
variable "tags" {
  type = map(string)
}

resource "aws_lambda_function" "invoices" {
  function_name = "invoices"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = "arn:aws:iam::123456789012:role/invoices"
  filename      = "build/invoices.zip"

  tags = merge(var.tags, { project = "invoices" }) # finding: tags/owner
}
