# An address is reached from the whole internet unless something else is said.
resource "google_cloudfunctions_function" "written" {
  name             = "written"
  runtime          = "python312"
  trigger_http     = true
  ingress_settings = "ALLOW_ALL" # finding: network
}

resource "google_cloudfunctions_function" "not_said" { # finding: network
  name         = "not-said"
  runtime      = "python312"
  trigger_http = true
}

resource "google_cloudfunctions2_function" "second_written" {
  name     = "second-written"
  location = "europe-west1"

  service_config {
    ingress_settings = "ALLOW_ALL" # finding: network
  }
}

resource "google_cloudfunctions2_function" "second_not_said" {
  name     = "second-not-said"
  location = "europe-west1"

  service_config { # finding: network
    timeout_seconds = 60
  }
}

resource "google_cloudfunctions2_function" "second_bare" { # finding: network
  name     = "second-bare"
  location = "europe-west1"
}

resource "google_cloud_run_service" "written" {
  name     = "written"
  location = "europe-west1"

  metadata {
    annotations = {
      "run.googleapis.com/ingress" = "all" # finding: network
    }
  }
}

resource "google_cloud_run_service" "not_said" { # finding: network
  name     = "not-said"
  location = "europe-west1"
}

resource "google_cloud_run_v2_service" "written" {
  name    = "written"
  ingress = "INGRESS_TRAFFIC_ALL" # finding: network
}

resource "google_cloud_run_v2_service" "not_said" { # finding: network
  name = "not-said"
}
