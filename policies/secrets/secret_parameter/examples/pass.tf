# Sensitive and without default, or no secret at all.
variable "database_password" {
  type      = string
  sensitive = true
}

variable "session_token" {
  type      = string
  ephemeral = true
}

variable "api_secret" {
  type        = string
  description = "Name of the secret that holds the key of the API."
}

variable "oauth_token" {
  type    = string
  default = "/shop/prod/oauth/token"
}

variable "create_secret" {
  type    = bool
  default = true
}

variable "webhook_secret" {
  type      = string
  sensitive = true
  default   = null
}

variable "password_length" {
  type    = number
  default = 32
}

resource "aws_db_instance" "shop" {
  engine            = "postgres"
  instance_class    = "db.t4g.micro"
  allocated_storage = 20
  username          = "shop"
  password          = var.database_password
}
