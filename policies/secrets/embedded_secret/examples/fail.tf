# In a definition, a stored secret, a database, a connection and a script. None of these is real.
resource "aws_sfn_state_machine" "charge" {
  name     = "charge"
  role_arn = "arn:aws:iam::123456789012:role/steps"
  definition = jsonencode({
    StartAt = "Charge"
    States = {
      Charge = {
        Type     = "Task"
        Resource = "arn:aws:states:::http:invoke"
        Parameters = {
          ApiEndpoint = "https://api.example/charges"
          Headers     = { Authorization = "Basic c2hvcDpub3QtYS1yZWFsLW9uZQ==" } # finding: secrets/0/detector
        }
        End = true
      }
    }
  })
}

resource "aws_secretsmanager_secret" "database" {
  name = "shop/database"
}

resource "aws_secretsmanager_secret_version" "database" {
  secret_id     = aws_secretsmanager_secret.database.id
  secret_string = jsonencode({ username = "shop", password = "not-a-real-0ne" }) # finding: secrets/0/detector
}

resource "aws_ssm_parameter" "token" {
  name  = "/shop/prod/token"
  type  = "SecureString"
  value = "n0tarealtoken" # finding: secrets/0/detector
}

resource "aws_db_instance" "shop" {
  engine            = "postgres"
  instance_class    = "db.t4g.micro"
  allocated_storage = 20
  username          = "shop"
  password          = local.password # finding: secrets/0/detector
}

locals {
  password = "not-a-real-0ne"
}

resource "aws_cloudwatch_event_connection" "partner" {
  name               = "partner"
  authorization_type = "BASIC"

  auth_parameters {
    basic {
      username = "shop"
      password = "not-a-real-0ne" # finding: secrets/0/detector
    }
  }
}

resource "aws_instance" "bastion" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t4g.nano"
  user_data     = <<-EOT # finding: secrets/0/detector
    export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE
  EOT
}
