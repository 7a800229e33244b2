resource "google_cloud_run_v2_service" "shop" {
  name                 = "shop"
  invoker_iam_disabled = true # finding: authentication
}

resource "google_cloud_run_service" "shop" {
  name     = "old-shop"
  location = "europe-west1"

  metadata {
    annotations = {
      "run.googleapis.com/invoker-iam-disabled" = "true" # finding: authentication
    }
  }
}
