# Guards against: a switch whose name speaks of a password, taken for one.
resource "aws_db_instance" "shop" {
  engine                      = "postgres"
  username                    = "shop"
  manage_master_user_password = true
}

resource "aws_cognito_user_pool_client" "shop" {
  name            = "shop"
  user_pool_id    = "eu-central-1_AbCdEf123"
  generate_secret = true
}
