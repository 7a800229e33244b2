terraform {
  backend "s3" {
    bucket     = "acme-state"
    key        = "shop.tfstate"
    region     = "eu-central-1"
    access_key = "AKIAQQQQFAKEQQQQ2345" # finding: backend/credentials/access_key/secret
    secret_key = "FaKeFaKeFaKeFaKeFaKe/SecretKeyFaKeFaKe12" # finding: backend/credentials/secret_key/secret
  }
}

provider "aws" {
  region     = "eu-central-1"
  access_key = "AKIAQQQQFAKEQQQQ2345" # finding: credentials/access_key/secret
  secret_key = "FaKeFaKeFaKeFaKeFaKe/SecretKeyFaKeFaKe12" # finding: credentials/secret_key/secret
}

variable "key" {
  type    = string
  default = "AKIAQQQQFAKEQQQQ5432"
}

provider "aws" {
  alias      = "west"
  region     = "eu-west-1"
  access_key = var.key # finding: credentials/access_key/secret
}
