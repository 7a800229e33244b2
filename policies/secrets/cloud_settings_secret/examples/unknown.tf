variable "settings" {
  type = map(string)
}

resource "azurerm_linux_function_app" "orders" {
  name         = "orders"
  app_settings = var.settings # finding: environment
}
