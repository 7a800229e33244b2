resource "azurerm_storage_account" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "West Europe"
}

resource "azurerm_user_assigned_identity" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "West Europe"
}

resource "azurerm_linux_function_app" "orders" {
  name                       = "orders"
  storage_account_name       = azurerm_storage_account.orders.name
  storage_account_access_key = azurerm_storage_account.orders.primary_access_key

  identity {
    type         = "SystemAssigned, UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.orders.id]
  }
}

# A slot shares what its app has.
resource "azurerm_linux_function_app_slot" "next" {
  name                       = "next"
  function_app_id            = azurerm_linux_function_app.orders.id
  storage_account_name       = azurerm_storage_account.orders.name
  storage_account_access_key = azurerm_storage_account.orders.primary_access_key

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.orders.id]
  }
}

# Two that share a storage, each as whom it is.
resource "azurerm_linux_function_app" "first" {
  name                          = "first"
  storage_account_name          = "shared"
  storage_uses_managed_identity = true

  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_linux_function_app" "second" {
  name                          = "second"
  storage_account_name          = "shared"
  storage_uses_managed_identity = true

  identity {
    type = "SystemAssigned"
  }
}
