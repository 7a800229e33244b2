# A function of the first generation that events start has no address.
resource "google_cloudfunctions_function" "resize" {
  name    = "resize"
  runtime = "nodejs22"

  event_trigger {
    event_type = "google.storage.object.finalize"
    resource   = "uploads"
  }
}
