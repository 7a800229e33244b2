resource "aws_db_instance" "shop" {
  engine   = "postgres"
  username = "shop"
  password = "not-a-real-one-8" # finding: secrets/0/detector
}
