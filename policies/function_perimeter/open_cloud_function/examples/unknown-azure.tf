variable "office" {
  type = string
}

variable "with_login" {
  type = bool
}

resource "azurerm_linux_function_app" "office" {
  name = "office"

  site_config {
    ip_restriction {
      ip_address = var.office # finding: network
    }
  }
}

resource "azurerm_linux_function_app" "login" {
  name = "login"

  auth_settings_v2 {
    auth_enabled = var.with_login # finding: network
  }

  site_config {}
}
