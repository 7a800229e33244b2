variable "level" {
  type = string
}

variable "tls" {
  type = string
}

variable "https_only" {
  type = bool
}

resource "google_cloudfunctions_function" "orders" {
  name                         = "orders"
  runtime                      = "nodejs22"
  trigger_http                 = true
  https_trigger_security_level = var.level # finding: https
}

resource "azurerm_linux_function_app" "orders" {
  name       = "orders"
  https_only = true

  site_config {
    minimum_tls_version = var.tls # finding: minimum_tls
  }
}

resource "azurerm_windows_function_app" "orders" {
  name       = "orders"
  https_only = var.https_only # finding: https

  site_config {}
}
