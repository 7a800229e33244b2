resource "azurerm_linux_function_app" "text" {
  name       = "text"
  https_only = true

  site_config {
    minimum_tls_version = "1.1" # finding: minimum_tls
  }
}

resource "azurerm_windows_function_app_slot" "number" {
  name       = "number"
  https_only = true

  site_config {
    minimum_tls_version = 1.0 # finding: minimum_tls
  }
}

resource "azurerm_function_app" "old" {
  name       = "old"
  https_only = true

  site_config {
    min_tls_version = "1.0" # finding: minimum_tls
  }
}

resource "azurerm_function_app_flex_consumption" "jobs" {
  name       = "jobs"
  https_only = true

  site_config {
    minimum_tls_version = "1.0" # finding: minimum_tls
  }
}
