variable "region" {
  type    = string
  default = "eu-west-1"
}

variable "artifact_bucket" {
  description = "Where the build puts the code of the functions"
  type        = string
  default     = "shop-artifacts"
}

variable "release" {
  type    = string
  default = "2026.11"
}

variable "log_level" {
  type    = string
  default = "info"
}
