data "google_iam_policy" "open" {
  binding {
    role    = "roles/run.admin"
    members = ["group:operators@example.com"]
  }

  binding {
    role    = "roles/run.invoker"
    members = ["allUsers"] # finding: grants/1/members/0/who
  }
}

resource "google_cloud_run_v2_service" "shop" {
  name    = "shop"
  ingress = "INGRESS_TRAFFIC_INTERNAL_ONLY"

  template {
    containers {
      image = "europe-docker.pkg.dev/example-project/shop/web:1"
    }
  }
}

resource "google_cloud_run_v2_service_iam_policy" "shop" {
  name        = google_cloud_run_v2_service.shop.name
  policy_data = data.google_iam_policy.open.policy_data
}

resource "google_cloudfunctions_function_iam_policy" "written" {
  cloud_function = "orders"
  policy_data = jsonencode({
    bindings = [{
      role    = "roles/cloudfunctions.invoker"
      members = ["allAuthenticatedUsers"] # finding: grants/0/members/0/who
    }]
  })
}
