# Everybody may read the code of the layer.
resource "aws_lambda_layer_version" "shared" {
  layer_name = "shared"
  filename   = "build/shared.zip"
}

resource "aws_lambda_layer_version_permission" "everybody" {
  layer_name     = aws_lambda_layer_version.shared.layer_name
  version_number = aws_lambda_layer_version.shared.version
  statement_id   = "everybody"
  action         = "lambda:GetLayerVersion"
  principal      = "*" # finding: statements/0/principals/0/any
}
