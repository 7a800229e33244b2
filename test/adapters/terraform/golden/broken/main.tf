resource "aws_sqs_queue" "good" {
  name = "good"
}

resource "aws_sqs_queue" "open {
  name = "open"
}

resource "aws_sqs_queue" "half" {
  name = "half
  fifo_queue = true
}

resource "aws_sqs_queue" "wrong" {
  name       = aws_sqs_queue.god.name
  kms_master_key_id = var.kye
  fifo_queue = tolist("x")
  delay_seconds = missing()
}

variable "key" {}

locals {
  a = local.b
  b = "${local.a}!"
}

resource "aws_sqs_queue" {
  name = "nameless"
}

resource "aws_sqs_queue" "good" {
  name = "again"
}

modul "x" {}
