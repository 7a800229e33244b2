# The module's own default, and what it is given.
module "orders" {
  source   = "./function"
  password = "not-a-real-0ne"
}

terraform {
  required_version = ">= 1.5"
}
