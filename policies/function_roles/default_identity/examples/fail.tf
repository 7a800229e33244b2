resource "google_cloudfunctions_function" "not_said" { # finding: identity
  name    = "not-said"
  runtime = "nodejs22"
}

resource "google_cloudfunctions_function" "app_engine" {
  name                  = "app-engine"
  runtime               = "nodejs22"
  service_account_email = "example-project@appspot.gserviceaccount.com" # finding: identity
}

data "google_project" "here" {}

resource "google_cloudfunctions2_function" "compute" {
  name = "compute"

  service_config {
    service_account_email = "${data.google_project.here.number}-compute@developer.gserviceaccount.com" # finding: identity
  }
}

data "google_compute_default_service_account" "default" {}

resource "google_cloud_run_v2_service" "looked_up" {
  name = "looked-up"

  template {
    service_account = data.google_compute_default_service_account.default.email # finding: identity
  }
}

resource "google_cloud_run_service" "not_said" {
  name = "shop"

  template {
    spec { # finding: identity
      containers {
        image = "europe-docker.pkg.dev/example-project/shop/web:1"
      }
    }
  }
}
