resource "azurerm_key_vault_secret" "password" {
  name         = "password"
  key_vault_id = "vault"
}

resource "azurerm_storage_account" "orders" {
  name = "orders"
}

resource "azurerm_linux_function_app" "orders" {
  name                       = "orders"
  storage_account_name       = azurerm_storage_account.orders.name
  storage_account_access_key = azurerm_storage_account.orders.primary_access_key

  app_settings = {
    DB_PASSWORD    = "@Microsoft.KeyVault(SecretUri=${azurerm_key_vault_secret.password.versionless_id})"
    API_KEY        = "@Microsoft.KeyVault(VaultName=shop;SecretName=api-key)"
    PASSWORD_RULES = "https://example.com/rules"
  }
}
