# Not hidden; hidden and with a default; not called a secret and given to what is.
variable "database_password" { # finding: sensitive
  type = string
}

variable "api_token" {
  type      = string
  sensitive = true
  default   = "n0t-a-real-0ne" # finding: default/form
}

variable "github_credentials" { # finding: sensitive
  type = object({ user = string, value = string })
}

variable "unlock" { # finding: sensitive
  type = string
}

resource "aws_db_instance" "shop" {
  engine            = "postgres"
  instance_class    = "db.t4g.micro"
  allocated_storage = 20
  username          = "shop"
  password          = var.unlock
}
