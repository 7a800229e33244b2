# Functions of both generations and services in both forms; what they belong to is declared elsewhere.
resource "google_cloudfunctions2_function_iam_member" "second" {
  cloud_function = "orders"
  role           = "roles/run.invoker"
  member         = "allUsers" # finding: grants/0/members/0/who
}

resource "google_cloudfunctions2_function_iam_binding" "second" {
  cloud_function = "orders"
  role           = "roles/cloudfunctions.invoker"
  members        = ["allAuthenticatedUsers"] # finding: grants/0/members/0/who
}

resource "google_cloud_run_service_iam_member" "service" {
  service = "shop"
  role    = "roles/run.invoker"
  member  = "allAuthenticatedUsers" # finding: grants/0/members/0/who
}

resource "google_cloud_run_service_iam_binding" "service" {
  service = "shop"
  role    = "roles/run.invoker"
  members = ["domain:example.com", "allUsers"] # finding: grants/0/members/1/who
}

resource "google_cloud_run_v2_service_iam_member" "service" {
  name   = "shop"
  role   = "roles/run.invoker"
  member = "allUsers" # finding: grants/0/members/0/who
}

resource "google_cloud_run_v2_service_iam_binding" "looking" {
  name    = "shop"
  role    = "roles/run.viewer"
  members = ["allUsers"] # finding: grants/0/members/0/who
}
