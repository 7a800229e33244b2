resource "aws_kinesis_stream" "records" {
  name        = "records"
  shard_count = 1
}

resource "aws_kinesis_resource_policy" "records" {
  resource_arn = aws_kinesis_stream.records.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*" # finding: statements/0/principals/0/any
      Action    = "kinesis:PutRecords"
      Resource  = aws_kinesis_stream.records.arn
    }]
  })
}

resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_dynamodb_resource_policy" "orders" {
  resource_arn = aws_dynamodb_table.orders.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*" # finding: statements/0/principals/0/any
      Action    = ["dynamodb:GetItem", "dynamodb:PutItem"]
      Resource  = aws_dynamodb_table.orders.arn
    }]
  })
}
