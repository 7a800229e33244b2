resource "google_cloudfunctions_function" "orders" {
  name             = "orders"
  runtime          = "nodejs22"
  entry_point      = "handle"
  trigger_http     = true
  ingress_settings = "ALLOW_INTERNAL_AND_GCLB"
}

resource "google_cloudfunctions_function_iam_member" "everyone" {
  cloud_function = google_cloudfunctions_function.orders.name
  role           = "roles/cloudfunctions.invoker"
  member         = "allUsers" # finding: grants/0/members/0/who
}

resource "google_cloudfunctions_function_iam_binding" "some_and_everyone" {
  cloud_function = google_cloudfunctions_function.orders.name
  role           = "roles/cloudfunctions.invoker"
  members = [
    "serviceAccount:shop@example-project.iam.gserviceaccount.com",
    "allAuthenticatedUsers", # finding: grants/0/members/1/who
  ]
}
