variable "caller" {
  type = string
}

variable "ingress" {
  type = string
}

variable "is_public" {
  type = bool
}

variable "callers" {
  type = list(string)
}

resource "google_cloudfunctions_function_iam_member" "caller" {
  cloud_function = "orders"
  role           = "roles/cloudfunctions.invoker"
  member         = var.caller # finding: grants/0/members/0/who
}

resource "google_cloud_run_service_iam_binding" "callers" {
  service = "shop"
  role    = "roles/run.invoker"
  members = var.callers # finding: grants/0/members
}

resource "google_cloudfunctions2_function" "orders" {
  name = "orders"

  service_config {
    ingress_settings = var.ingress # finding: network
  }
}

resource "azurerm_linux_function_app" "orders" {
  name                          = "orders"
  public_network_access_enabled = var.is_public # finding: network

  site_config {}
}
