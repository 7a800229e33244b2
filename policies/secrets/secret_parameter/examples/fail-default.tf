# A default with several values, one of them the secret.
variable "database_credentials" {
  type      = object({ user = string, password = string })
  sensitive = true
  default = { # finding: default/form
    user     = "shop"
    password = "not-a-real-0ne"
  }
}
