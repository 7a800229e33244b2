resource "azurerm_linux_function_app" "orders" { # finding: network
  name = "orders"

  auth_settings_v2 {
    auth_enabled = false
  }

  site_config {}
}

resource "azurerm_function_app_function" "take" {
  name            = "take"
  function_app_id = azurerm_linux_function_app.orders.id
  config_json = jsonencode({
    bindings = [
      { type = "httpTrigger", direction = "in", name = "req", authLevel = "anonymous", methods = ["post"] },
      { type = "http", direction = "out", name = "$return" },
    ]
  })
}
