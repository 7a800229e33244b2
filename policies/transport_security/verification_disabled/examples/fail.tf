data "aws_iam_policy_document" "lambda" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "this" {
  name               = "this"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = aws_iam_role.this.arn
  filename      = "build/orders.zip"

  environment {
    variables = {
      NODE_TLS_REJECT_UNAUTHORIZED = 0 # finding: environment/NODE_TLS_REJECT_UNAUTHORIZED/value
      DATABASE_URL                 = "postgres://shop@${aws_db_instance.this.address}/shop?sslmode=disable" # finding: environment/DATABASE_URL/tls_disabled
      PGSSLMODE                    = "prefer" # finding: environment/PGSSLMODE/value
    }
  }
}

resource "aws_db_instance" "this" {
  instance_class              = "db.t4g.micro"
  engine                      = "postgres"
  allocated_storage           = 20
  username                    = "shop"
  manage_master_user_password = true
}
