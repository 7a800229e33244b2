resource "aws_sqs_queue" "jobs" {
  name = "jobs"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*" # finding: statements/0/principals/0/any
      Action    = "sqs:*"
      Resource  = "*"
    }]
  })
}
