resource "google_secret_manager_secret" "password" {
  secret_id = "password"
}

resource "google_cloudfunctions_function" "orders" {
  name    = "orders"
  runtime = "nodejs22"

  environment_variables = {
    STAGE              = "prod"
    DB_PASSWORD_SECRET = google_secret_manager_secret.password.id
  }

  secret_environment_variables {
    key     = "DB_PASSWORD"
    secret  = google_secret_manager_secret.password.secret_id
    version = "1"
  }
}

resource "google_cloud_run_v2_service" "shop" {
  name = "shop"

  template {
    containers {
      env {
        name = "DB_PASSWORD"
        value_source {
          secret_key_ref {
            secret  = google_secret_manager_secret.password.secret_id
            version = "1"
          }
        }
      }
    }
  }
}
