resource "google_cloudfunctions_function" "orders" {
  name    = "orders"
  runtime = "nodejs22"

  environment_variables = {
    STAGE       = "prod"
    DB_PASSWORD = "Zw8-not-a-real-one-4411" # finding: environment/DB_PASSWORD/form
  }
}

resource "google_cloudfunctions2_function" "orders" {
  name = "orders-2"

  service_config {
    environment_variables = {
      DATABASE_URL = "postgres://shop:Zw8notreal4411@db.example.com/shop" # finding: environment/DATABASE_URL/secret
    }
  }
}

resource "google_cloud_run_service" "shop" {
  name = "shop"

  template {
    spec {
      containers {
        env {
          name  = "API_KEY"
          value = "Zw8-not-a-real-one-4412" # finding: environment/API_KEY/form
        }
      }
    }
  }
}

resource "google_cloud_run_v2_service" "shop" {
  name = "shop-2"

  template {
    containers {
      env {
        name  = "SESSION_SECRET"
        value = "Zw8-not-a-real-one-4413" # finding: environment/SESSION_SECRET/form
      }
    }
  }
}
