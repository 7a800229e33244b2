resource "google_cloudfunctions_function" "not_said" { # finding: https
  name         = "not-said"
  runtime      = "nodejs22"
  trigger_http = true
}

resource "google_cloudfunctions_function" "optional" {
  name                         = "optional"
  runtime                      = "nodejs22"
  trigger_http                 = true
  https_trigger_security_level = "SECURE_OPTIONAL" # finding: https
}
