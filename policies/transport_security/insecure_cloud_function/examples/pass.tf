resource "google_cloudfunctions_function" "always" {
  name                         = "always"
  runtime                      = "nodejs22"
  trigger_http                 = true
  https_trigger_security_level = "SECURE_ALWAYS"
}

resource "google_cloudfunctions_function" "events" {
  name    = "events"
  runtime = "nodejs22"

  event_trigger {
    event_type = "google.pubsub.topic.publish"
    resource   = "jobs"
  }
}

resource "google_cloudfunctions_function" "no_http" {
  name         = "no-http"
  runtime      = "nodejs22"
  trigger_http = false
}

resource "google_cloudfunctions2_function" "second" {
  name = "second"
}

resource "google_cloud_run_service" "shop" {
  name = "shop"
}

resource "google_cloud_run_v2_service" "shop" {
  name = "shop-2"
}
