resource "azurerm_linux_function_app" "not_said" { # finding: network
  name                = "orders"
  resource_group_name = "shop"
  location            = "West Europe"
  service_plan_id     = "plan"

  site_config {}
}

resource "azurerm_windows_function_app" "written" {
  name                          = "invoices"
  resource_group_name           = "shop"
  location                      = "West Europe"
  service_plan_id               = "plan"
  public_network_access_enabled = true # finding: network

  site_config {}
}

resource "azurerm_linux_function_app_slot" "next" { # finding: network
  name            = "next"
  function_app_id = azurerm_linux_function_app.not_said.id

  site_config {}
}

resource "azurerm_function_app_flex_consumption" "jobs" { # finding: network
  name                = "jobs"
  resource_group_name = "shop"
  location            = "West Europe"
  service_plan_id     = "plan"

  site_config {}
}

resource "azurerm_function_app" "old" { # finding: network
  name                = "old"
  resource_group_name = "shop"
  location            = "West Europe"
  app_service_plan_id = "plan"

  auth_settings {
    enabled = false
  }
}
