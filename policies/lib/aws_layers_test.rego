package lib.aws_layers_test

import data.lib.aws_layers

test_an_account_is_twelve_digits if {
	every account in aws_layers.accounts {
		regex.match(`^\d{12}$`, account)
	}
}

test_powertools_insights_telemetry_and_the_extensions_are_of_aws if {
	every account in ["017000801446", "580247275435", "901920570463", "177933569100", "027255383542"] {
		account in aws_layers.accounts
	}
}
