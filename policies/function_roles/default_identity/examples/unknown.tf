variable "account" {
  type = string
}

variable "identities" {
  type = list(string)
}

resource "google_cloudfunctions_function" "orders" {
  name                  = "orders"
  runtime               = "nodejs22"
  service_account_email = var.account # finding: identity
}

resource "azurerm_linux_function_app" "orders" {
  name = "orders"

  identity {
    type         = "UserAssigned"
    identity_ids = var.identities # finding: identities
  }
}
