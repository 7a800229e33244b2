# How many databases there are that it is the password of, and whether there is one, is not known.
variable "databases" {
  type = number
}

variable "unlock" { # finding: secret_uses
  type = string
}

resource "aws_db_instance" "shop" {
  count             = var.databases
  engine            = "postgres"
  instance_class    = "db.t4g.micro"
  allocated_storage = 20
  username          = "shop"
  password          = var.unlock
}
