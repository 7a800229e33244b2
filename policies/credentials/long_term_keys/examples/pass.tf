terraform {
  backend "s3" {
    bucket  = "acme-state"
    key     = "shop.tfstate"
    region  = "eu-central-1"
    encrypt = true
  }
}

variable "key" {
  type      = string
  sensitive = true
}

provider "aws" {
  region = "eu-central-1"

  assume_role {
    role_arn = "arn:aws:iam::123456789012:role/deploy"
  }
}

# For an emulator, which takes whatever it is given.
provider "aws" {
  alias      = "emulator"
  region     = "eu-central-1"
  access_key = "mock_access_key"
  secret_key = "mock_secret_key"
}

# Nothing of it stands in the files.
provider "aws" {
  alias      = "given"
  access_key = var.key
  secret_key = ""
}

data "aws_iam_policy_document" "lambda" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "backup" {
  name               = "backup"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

resource "aws_lambda_function" "backup" {
  function_name = "backup"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = aws_iam_role.backup.arn
  filename      = "build/backup.zip"

  environment {
    variables = {
      BUCKET = "acme-backup"
    }
  }
}
