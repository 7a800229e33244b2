resource "azurerm_linux_function_app" "none" { # finding: identity
  name = "none"
}

resource "azurerm_function_app" "old" { # finding: identity
  name = "old"
}

resource "azurerm_user_assigned_identity" "all" {
  name                = "all"
  resource_group_name = "shop"
  location            = "West Europe"
}

resource "azurerm_linux_function_app" "orders" {
  name = "orders"

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.all.id] # finding: identities/0
  }
}

resource "azurerm_windows_function_app" "invoices" {
  name = "invoices"

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.all.id] # finding: identities/0
  }
}
