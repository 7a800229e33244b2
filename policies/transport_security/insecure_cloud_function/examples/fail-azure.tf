resource "azurerm_linux_function_app" "not_said" { # finding: https
  name = "not-said"

  site_config {}
}

resource "azurerm_windows_function_app" "written" {
  name       = "written"
  https_only = false # finding: https

  site_config {}
}

resource "azurerm_linux_function_app_slot" "next" { # finding: https
  name            = "next"
  function_app_id = azurerm_linux_function_app.not_said.id

  site_config {}
}

resource "azurerm_function_app" "old" { # finding: https
  name = "old"
}

resource "azurerm_function_app_slot" "old_next" {
  name              = "next"
  function_app_name = azurerm_function_app.old.name
  https_only        = false # finding: https
}
