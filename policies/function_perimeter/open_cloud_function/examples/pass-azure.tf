resource "azurerm_linux_function_app" "switched_off" {
  name                          = "switched-off"
  public_network_access_enabled = false

  site_config {}
}

resource "azurerm_windows_function_app_slot" "switched_off" {
  name                          = "next"
  function_app_id               = "app"
  public_network_access_enabled = false

  site_config {}
}

resource "azurerm_linux_function_app" "rules" {
  name = "rules"

  site_config {
    ip_restriction {
      service_tag = "AzureFrontDoor.Backend"
      action      = "Allow"
    }
    ip_restriction {
      virtual_network_subnet_id = azurerm_subnet.gateway.id
    }
  }
}

resource "azurerm_linux_function_app" "by_default" {
  name = "by-default"

  site_config {
    ip_restriction_default_action = "Deny"
  }
}

resource "azurerm_subnet" "gateway" {
  name                 = "gateway"
  resource_group_name  = "shop"
  virtual_network_name = "shop"
  address_prefixes     = ["10.0.1.0/24"]
}

resource "azurerm_linux_function_app" "private" {
  name = "private"

  site_config {}
}

resource "azurerm_private_endpoint" "private" {
  name                = "private"
  location            = "West Europe"
  resource_group_name = "shop"
  subnet_id           = azurerm_subnet.gateway.id

  private_service_connection {
    name                           = "private"
    private_connection_resource_id = azurerm_linux_function_app.private.id
    subresource_names              = ["sites"]
    is_manual_connection           = false
  }
}

resource "azurerm_function_app" "signed_in" {
  name                = "signed-in"
  resource_group_name = "shop"
  location            = "West Europe"
  app_service_plan_id = "plan"

  auth_settings {
    enabled = true
  }
}

resource "azurerm_linux_function_app" "signed_in" {
  name = "signed-in-2"

  auth_settings_v2 {
    auth_enabled           = true
    require_authentication = true

    login {}
  }

  site_config {}
}

resource "azurerm_function_app_function" "take" {
  name            = "take"
  function_app_id = azurerm_linux_function_app.signed_in.id
  config_json     = jsonencode({ bindings = [{ type = "httpTrigger", authLevel = "anonymous" }] })
}
