resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_cloudfunctions_function" "orders" {
  name                  = "orders"
  runtime               = "nodejs22"
  service_account_email = google_service_account.orders.email
}

resource "google_cloudfunctions2_function" "orders" {
  name = "orders-2"

  service_config {
    service_account_email = "orders@example-project.iam.gserviceaccount.com"
  }
}

resource "google_cloud_run_service" "orders" {
  name = "orders-3"

  template {
    spec {
      service_account_name = google_service_account.orders.email
    }
  }
}

resource "google_cloud_run_v2_service" "orders" {
  name = "orders-4"

  template {
    service_account = google_service_account.orders.email
  }
}
