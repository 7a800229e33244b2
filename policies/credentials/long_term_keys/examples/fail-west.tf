# A default of a variable is a literal, and so is what a local puts together.
locals {
  key = "AKIAQQQQFAKEQQQQ${"2345"}"
}

provider "aws" {
  region     = "eu-central-1"
  access_key = local.key # finding: credentials/access_key/secret
}
