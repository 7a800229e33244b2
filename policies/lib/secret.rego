# METADATA
# title: Secrets by name
# description: Which names say that what they stand for is a secret, and which literals are no name of one.
package lib.secret

# METADATA
# description: |
#   The names that say that their value is a secret: those that fit a regular expression, but for names that only tell
#   about a secret or stand for what everybody may see (`GENERATE_SECRET`, `NEXT_TOKEN`, `PUBLIC_API_KEY`).
names(all, pattern) := {name |
	some name in all
	regex.match(pattern, name)
	not regex.match(_open, name)
}

# METADATA
# description: The names of secrets, as a regular expression, unless settings say otherwise.
pattern := `(?i)(?:passwo?r?d|passwd|passphrase|pwd|(?:^|[-_./ ])pass|secret|(?:auth|access|api|bearer|oauth2?|bot|refresh|session|security|webhook|id|jwt|github|gitlab|slack|npm|sonar|vault|deploy|^|[-_./ a-z])[-_. ]?token|credentials?|(?:api|access|private|secret|signing|encryption|master|shared|account|storage|webhook|hmac|jwt|auth)[-_. ]?key)(?:[-_. ]?[0-9]{1,2}|[-_. ]?value|[-_. ](?:prod|dev|test|stage|staging))?$`

_open := `(?i)public|publishable|(?:^|[-_. ])(?:no|has|use|is|enable|require|generate|create|rotate|manage|allow|validate|verify|skip|max|min|next|page|continuation|client_?request|idempotency|pagination|csrf|task)(?:[-_. ]?(?:user|master)){0,2}[-_. ]?(?:password|secret|tokens?|credentials?)$|client[-_. ]?tokens?$`

# METADATA
# description: |
#   A literal of this form, beside the name of a secret, is the secret. Plain words are one only beside the name of a
#   password: beside others they name something.
is_value(_, "text")

is_value(name, "words") if contains(lower(name), "pass")

is_value(name, "words") if contains(lower(name), "pwd")

# METADATA
# description: What a detector has found, in words - `a private key`, `a password in a URL`.
kind(detector) := _kinds[detector] if {
	_kinds[detector]
} else := concat(" ", ["an", replace(detector, "_", " ")]) if {
	substring(detector, 0, 1) in {"a", "e", "i", "o"}
} else := concat(" ", ["a", replace(detector, "_", " ")])

# METADATA
# description: What to say of a setting whose name says that it is a secret - that it is written out, or may be.
by_name(name, setting) := concat(" ", [name, "is written out, and its name says that it is a secret"]) if {
	is_string(setting.form)
} else := concat(" ", [name, "may be written out, and its name says that it is a secret"])

_kinds := {
	"aws_access_key": "an AWS access key",
	"aws_secret_access_key": "an AWS secret access key",
	"basic_authorization": "a user's name with a password",
	"json_web_token": "a JSON Web Token",
	"named_value": "a value that its name calls a secret",
	"password_in_connection_string": "a password in a connection string",
	"password_in_url": "a password in a URL",
}

# METADATA
# description: Those of the names that fit one of the patterns (`PUBLIC_*`).
allowed(all, patterns) := {name |
	some pattern in patterns
	some name in all
	glob.match(pattern, null, name)
}
