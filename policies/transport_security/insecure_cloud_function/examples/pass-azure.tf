resource "azurerm_linux_function_app" "orders" {
  name       = "orders"
  https_only = true

  site_config {}
}

resource "azurerm_windows_function_app" "orders" {
  name       = "orders"
  https_only = true

  site_config {
    minimum_tls_version = 1.2
  }
}

resource "azurerm_function_app" "old" {
  name       = "old"
  https_only = "true"

  site_config {
    min_tls_version = "1.3"
  }
}
