# METADATA
# title: Layers of AWS
# description: |
#   The accounts from which AWS itself publishes layers and extensions, as its documentation lists them by region.
# related_resources:
#   - https://docs.aws.amazon.com/powertools/python/latest/getting-started/install/
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Lambda-Insights-extension-versions.html
#   - https://aws-otel.github.io/docs/getting-started/lambda
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Application-Signals-Enable-Lambda.html
#   - https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_lambda.html
#   - https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-integration-lambda-extensions-versions.html
package lib.aws_layers

# METADATA
# description: The numbers of these accounts.
accounts := ((((_powertools | _insights) | _telemetry) | _parameters_and_secrets) | _appconfig) | _others

# Powertools for AWS Lambda: everywhere, China, the two regions for government.
_powertools := {"017000801446", "498634801083", "165087284144", "165093116878"}

# Lambda Insights: most regions, then those with an account of their own.
_insights := {
	"580247275435", "012438385374", "033019950311", "194566237122", "285320876703", "339249233099", "352183217350",
	"439286490199", "488211338238", "519774774795", "732604637566", "891564319516",
}

# AWS Distro for OpenTelemetry, and Application Signals.
_telemetry := {"901920570463", "615299751070"}

# AWS Parameters and Secrets Lambda Extension.
_parameters_and_secrets := {
	"015030872274", "044395824272", "070087711984", "127562683043", "129776340158", "133256977650", "133490724326",
	"176022468876", "177933569100", "187925254637", "200266452380", "287114880934", "287310001119", "317013901791",
	"325218067255", "345057560386", "427196147048", "490737872127", "524103009944", "576959938190", "590474943231",
	"665172237481", "738900069198", "768336418462", "772501565639", "780235371811", "832021897121", "858974508948",
	"933737806257", "997803712105",
}

# AWS AppConfig agent.
_appconfig := {
	"000010852771", "027255383542", "039592058896", "066940009817", "080788657173", "203683718741", "282860088358",
	"307021474294", "359756378197", "381491832265", "418787028745", "421114256042", "434848589818", "436199621743",
	"489524808438", "493207061005", "554480029851", "559955524753", "574348263942", "586093569114", "615057806174",
	"615084187847", "630222743974", "631746059939", "646970417810", "706869817123", "728743619870", "730335625313",
	"758369105281", "826293736237", "958113053741", "980059726660",
}

# AWS SDK for pandas, and the Lambda Web Adapter.
_others := {"336392948345", "753240598075"}
