data "aws_caller_identity" "current" {}

resource "aws_iam_role" "worker" {
  name                 = "worker"
  permissions_boundary = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:policy/team-boundary" # finding: statements/0/actions/0
  managed_policy_arns  = ["arn:aws:iam::aws:policy/AdministratorAccess"]
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}
