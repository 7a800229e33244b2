resource "azurerm_linux_function_app" "orders" {
  name                       = "orders"
  storage_account_name       = "orders"
  storage_account_access_key = "Zw8-not-a-real-one-4414" # finding: environment/storage_account_access_key/form

  app_settings = {
    STAGE        = "prod"
    CLIENTSECRET = "Zw8-not-a-real-one-4415" # finding: environment/CLIENTSECRET/form
  }

  connection_string {
    name  = "Orders"
    type  = "SQLAzure"
    value = "Server=tcp:orders.example.com,1433;User ID=shop;Password=Zw8notreal4416;" # finding: environment/Orders/secret
  }
}

resource "azurerm_function_app" "old" {
  name = "old"

  app_settings = {
    SMTP_PASSWORD = "Zw8-not-a-real-one-4417" # finding: environment/SMTP_PASSWORD/form
  }
}
