resource "aws_cloudwatch_event_bus" "orders" {
  name = "orders"
}

resource "aws_cloudwatch_event_permission" "anyone" {
  event_bus_name = aws_cloudwatch_event_bus.orders.name
  statement_id   = "anyone"
  principal      = "*" # finding: statements/0/principals/0/any
}
