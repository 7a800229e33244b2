resource "google_service_account" "gateway" {
  account_id = "gateway"
}

resource "google_cloudfunctions_function" "orders" {
  name             = "orders"
  runtime          = "nodejs22"
  entry_point      = "handle"
  trigger_http     = true
  ingress_settings = "ALLOW_INTERNAL_ONLY"
}

resource "google_cloudfunctions_function_iam_member" "gateway" {
  cloud_function = google_cloudfunctions_function.orders.name
  role           = "roles/cloudfunctions.invoker"
  member         = "serviceAccount:${google_service_account.gateway.email}"
}

resource "google_cloudfunctions_function_iam_binding" "gateway" {
  cloud_function = google_cloudfunctions_function.orders.name
  role           = "roles/cloudfunctions.invoker"
  members        = [google_service_account.gateway.member, "user:jane@example.com"]
}

resource "google_cloudfunctions2_function" "second" {
  name     = "second"
  location = "europe-west1"

  service_config {
    ingress_settings = "ALLOW_INTERNAL_AND_GCLB"
  }
}

resource "google_cloud_run_service" "shop" {
  name     = "shop"
  location = "europe-west1"

  metadata {
    annotations = {
      "run.googleapis.com/ingress" = "internal-and-cloud-load-balancing"
    }
  }
}

resource "google_cloud_run_v2_service" "shop" {
  name                 = "shop-2"
  ingress              = "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"
  invoker_iam_disabled = true
}

data "google_iam_policy" "gateway" {
  binding {
    role    = "roles/run.invoker"
    members = ["serviceAccount:${google_service_account.gateway.email}"]
  }
}

resource "google_cloud_run_service_iam_policy" "shop" {
  service     = google_cloud_run_service.shop.name
  policy_data = data.google_iam_policy.gateway.policy_data
}
