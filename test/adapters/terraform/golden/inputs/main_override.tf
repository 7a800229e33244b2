resource "aws_lambda_function" "f" {
  runtime = "python3.13"

  environment {
    variables = {
      PASSWORD = var.password
    }
  }
}
