# Rules that let everybody in, that only shut somebody out, or beside which the others are let in.
resource "azurerm_linux_function_app" "everyone" { # finding: network
  name = "everyone"

  site_config {
    ip_restriction {
      ip_address = "10.0.0.0/8"
      action     = "Allow"
    }
    ip_restriction {
      ip_address = "0.0.0.0/0"
      action     = "Allow"
    }
  }
}

resource "azurerm_linux_function_app" "somebody_out" { # finding: network
  name = "somebody-out"

  site_config {
    ip_restriction {
      ip_address = "203.0.113.7/32"
      action     = "Deny"
    }
  }
}

resource "azurerm_linux_function_app" "others_in" { # finding: network
  name = "others-in"

  site_config {
    ip_restriction_default_action = "Allow"
    ip_restriction {
      ip_address = "10.0.0.0/8"
    }
  }
}

resource "azurerm_linux_function_app" "optional" { # finding: network
  name = "optional"

  auth_settings_v2 {
    auth_enabled           = true
    unauthenticated_action = "AllowAnonymous"
  }

  site_config {}
}
