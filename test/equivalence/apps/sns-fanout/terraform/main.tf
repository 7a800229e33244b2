resource "aws_sns_topic" "news" {
  name              = "news"
  kms_master_key_id = aws_kms_key.news.key_id
}

resource "aws_kms_key" "news" {
  description         = "news"
  enable_key_rotation = true
}

data "aws_iam_policy_document" "publish" {
  statement {
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.news.arn]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalOrgID"
      values   = ["o-0000000000"]
    }
  }
}

resource "aws_sns_topic_policy" "news" {
  arn    = aws_sns_topic.news.arn
  policy = data.aws_iam_policy_document.publish.json
}

resource "aws_sqs_queue" "undelivered" {
  name = "undelivered-news"
}

resource "aws_sqs_queue" "inbox" {
  name = "inbox"
}

data "aws_iam_policy_document" "deliver" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.inbox.arn]

    principals {
      type        = "Service"
      identifiers = ["sns.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_sns_topic.news.arn]
    }
  }
}

resource "aws_sqs_queue_policy" "inbox" {
  queue_url = aws_sqs_queue.inbox.url
  policy    = data.aws_iam_policy_document.deliver.json
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "news" {
  statement {
    actions   = ["sqs:*"] # finding: least_privilege/wildcard_actions statements/0/actions/0
    resources = [aws_sqs_queue.inbox.arn] # finding: denial_of_wallet/recursive_loop function/role/statements/0/resources/0/target
  }
  statement {
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.news.arn]
  }
  statement {
    effect        = "Deny"
    actions       = ["sns:*"]
    not_resources = [aws_sns_topic.news.arn]
  }
}

resource "aws_iam_role" "news" {
  name               = "news"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "news" {
  name   = "news"
  role   = aws_iam_role.news.id
  policy = data.aws_iam_policy_document.news.json
}

resource "aws_lambda_function" "all" { # finding: observability/no_tracing tracing/mode, observability/no_tracing tracing/mode
  for_each = {
    urgent      = "urgent.handler"
    news-reader = "read.handler"
  }

  function_name = each.key
  runtime       = "nodejs22.x"
  handler       = each.value
  role          = aws_iam_role.news.arn # finding: function_roles/shared_role functions/0
  s3_bucket     = "acme-builds"
  s3_key        = "news.zip"
}

resource "aws_sns_topic_subscription" "desk" {
  topic_arn = aws_sns_topic.news.arn
  protocol  = "email"
  endpoint  = "desk@news.example"
}

resource "aws_sns_topic_subscription" "urgent" {
  topic_arn      = aws_sns_topic.news.arn
  protocol       = "lambda"
  endpoint       = aws_lambda_function.all["urgent"].arn
  filter_policy  = jsonencode({ priority = ["high"] })
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.undelivered.arn })
}

resource "aws_sns_topic_subscription" "inbox" {
  topic_arn            = aws_sns_topic.news.arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.inbox.arn
  raw_message_delivery = true
}

resource "aws_sns_topic_subscription" "partner" {
  topic_arn = aws_sns_topic.news.arn
  protocol  = "http"
  endpoint  = "http://partner.example/news"
}

resource "aws_lambda_event_source_mapping" "inbox" {
  function_name    = aws_lambda_function.all["news-reader"].function_name
  event_source_arn = aws_sqs_queue.inbox.arn
}

resource "aws_lambda_permission" "news" {
  function_name = aws_lambda_function.all["urgent"].function_name
  action        = "lambda:InvokeFunction"
  principal     = "sns.amazonaws.com"
  source_arn    = aws_sns_topic.news.arn
}
