# What is looked up may be written out.
variable "tier" {
  type = string
}

variable "passwords" {
  type      = map(string)
  sensitive = true
}

resource "aws_db_instance" "shop" {
  engine            = "postgres"
  instance_class    = "db.t4g.micro"
  allocated_storage = 20
  username          = "shop"
  password          = lookup(var.passwords, var.tier, "not-a-real-0ne") # finding: secrets
}
