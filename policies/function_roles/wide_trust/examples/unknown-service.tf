# A second service may assume the role of a function; which one is not known.
variable "service" {
  type = string
}

resource "aws_iam_role" "this" {
  name = "this"
  assume_role_policy = jsonencode({
    Statement = [
      { Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" },
      { Effect = "Allow", Principal = { Service = "${var.service}.amazonaws.com" }, Action = "sts:AssumeRole" }, # finding: trust/1/principals/0/text
    ]
  })
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = aws_iam_role.this.arn
  filename      = "build/orders.zip"
}
