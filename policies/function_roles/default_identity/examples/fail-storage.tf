resource "azurerm_storage_account" "all" {
  name                = "allfunctions"
  resource_group_name = "shop"
  location            = "West Europe"
}

resource "azurerm_linux_function_app" "orders" {
  name                       = "orders"
  storage_account_name       = azurerm_storage_account.all.name # finding: storage/account
  storage_account_access_key = azurerm_storage_account.all.primary_access_key

  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_linux_function_app" "invoices" {
  name                       = "invoices"
  storage_account_name       = azurerm_storage_account.all.name # finding: storage/account
  storage_account_access_key = azurerm_storage_account.all.primary_access_key

  identity {
    type = "SystemAssigned"
  }
}
