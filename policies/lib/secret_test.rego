package lib.secret_test

import data.lib.secret

test_names_say_that_a_value_is_a_secret if {
	names := {
		"DB_PASSWORD", "dbPassword", "MasterUserPassword", "PGPASSWORD", "REDIS_PASS", "API_KEY", "StripeApiKey",
		"ApiKeyValue", "GITHUB_TOKEN", "authToken", "TOKEN", "CLIENT_SECRET", "APP_SECRET_2", "TOKEN_PROD", "SIGNING_KEY",
		"aws_secret_access_key", "/shop/prod/token", "GOOGLE_CREDENTIALS",
	}
	secret.names(names, secret.pattern) == names
}

test_names_only_tell_about_a_secret if {
	names := {
		"TABLE", "TOKEN_URL", "SECRET_ARN", "SECRET_NAME", "PASSWORD_LENGTH", "MAX_TOKENS", "MAX_TOKEN", "NEXT_TOKEN",
		"GENERATE_SECRET", "NEXT_PUBLIC_API_KEY", "PUBLISHABLE_API_KEY", "PARTITION_KEY", "BYPASS", "KEY", "API_KEY_ID",
		"CSRF_TOKEN", "ClientToken", "MANAGE_MASTER_USER_PASSWORD", "COMPASS",
	}
	secret.names(names, secret.pattern) == set()
}

test_words_are_a_secret_beside_a_password_alone if {
	secret.is_value("DB_PASSWORD", "words")
	secret.is_value("PWD", "words")
	not secret.is_value("API_TOKEN", "words")
}

test_names_are_allowed_by_pattern if secret.allowed({"MAP_KEY", "KEY", "MAPS"}, ["MAP_*"]) == {"MAP_KEY"}

test_what_is_found_in_words if {
	secret.kind("private_key") == "a private key"
	secret.kind("openai_key") == "an openai key"
	secret.kind("password_in_url") == "a password in a URL"
}

test_a_setting_is_or_may_be_written_out if {
	secret.by_name("TOKEN", {"form": "text"}) == "TOKEN is written out, and its name says that it is a secret"
	secret.by_name("TOKEN", {}) == "TOKEN may be written out, and its name says that it is a secret"
}
