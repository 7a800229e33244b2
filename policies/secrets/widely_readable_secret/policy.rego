# METADATA
# title: Secret readable by outsiders or by many functions
# description: |
#   A secret that everybody's account or another one may read is a secret of theirs. One that many functions read is as safe
#   as the weakest of them, and cannot be changed without all of them: one for each use tells who leaked it, too. Counted
#   are functions whose role names the secret; roles that may read every secret are reported as such
#   (least_privilege/unscoped_sensitive_read), and who rotates it does not count.
#   Reasonable to waive for a secret of a shared account that was set up for this, or for functions that are one unit.
# related_resources:
#   - https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html
# custom:
#   severity: high
#   kind: secret
#   reads:
#     - policies
#     - policies/*/statements
#     - policies/*/statements/*/not_principals
#     - policies/*/statements/*/principals
#   fix:
#     cloudformation: |
#       Name roles of the account under `Principal` of the AWS::SecretsManager::ResourcePolicy, and give each use a secret
#       of its own.
#     terraform: |
#       Name roles of the account as principals in the `policy` of the `aws_secretsmanager_secret_policy`, and give each use
#       a secret of its own.
#   parameters:
#     max_functions:
#       type: integer
#       minimum: 1
#       default: 3
#       description: How many functions may read one secret.
package policies.secrets.widely_readable_secret

import data.lib.config
import data.lib.entity
import data.lib.iam
import data.lib.path
import data.lib.result

deny contains result.at(secret, cited, {"detail": concat("", [whom.text, " may read it"])}) if {
	some secret in input.secrets
	some p, id in secret.policies
	some i, statement in input.resource_policies[id].statements
	iam.may_allow(statement)
	count(_speaking(statement)) > 0
	not iam.narrowed(statement)
	some whom in _outsiders(statement)
	circumstances := array.concat(array.concat([whom.path], _speaking(statement)), ["effect"])
	inside := path.of(["policies", p, "statements", i])
	cited := array.concat(
		[concat("/", [inside, one]) | some one in circumstances],
		[concat("/", ["policies", format_int(p, 10), one]) | some one in iam.narrowing(i, statement)],
	)
}

deny contains result.at(secret, cited, {"detail": detail}) if {
	some secret in input.secrets
	readers := _readers(secret)
	count({reader.function | some reader in readers}) > _max
	cited := array.concat([one | some reader in readers; some one in reader.paths], _rotated_by(secret))
	names := sort([entity.label(input.functions[id]) | some id in {reader.function | some reader in readers}])
	detail := concat("", ["read by ", concat(", ", names)])
}

_max := config.get("secrets/widely_readable_secret").max_functions

_rotated_by(secret) := ["rotation/function"] if {
	is_object(secret.rotation)
} else := ["rotation"]

# Of each role that names the secret, its functions, with what shows that they may read it.
_readers(secret) := [{"function": fn, "paths": paths} |
	some r, id in secret.roles
	role := input.roles[id]
	reading := _reading(role, secret)
	some f, fn in role.functions
	not _rotates(fn, secret)
	paths := [concat("/", ["roles", format_int(r, 10), one]) |
		some one in array.concat(reading, [path.of(["functions", f])])
	]
]

_rotates(fn, secret) if secret.rotation.function == fn

# A statement that surely lets the role read it or, where there is none, one that may.
_reading(role, secret) := answers[0].paths if {
	answers := sort([answer | some answer in _answers(role, secret)])
	count(answers) > 0
}

_answers(role, secret) := {{"doubt": doubt, "paths": paths} |
	some i, statement in role.statements
	iam.may_allow(statement)
	spoken := _speaking(statement)
	count(spoken) > 0
	some k, grant in statement.resources
	doubt := _doubt(object.get(grant, "target", "unknown"), secret)
	iam.keeps(statement, k, _read)
	below := array.concat([path.of(["resources", k, "target"]), "effect"], spoken)
	paths := array.concat(
		[concat("/", ["statements", format_int(i, 10), one]) | some one in below],
		iam.keeping(i, k),
	)
}

_doubt("unknown", _) := 1

_doubt(target, secret) := 0 if {
	target["in"] == "secrets"
	target.id == secret.id
}

_read := "secretsmanager:GetSecretValue"

# The paths that show that the statement speaks of reading, below it.
_speaking(statement) := paths if {
	paths := iam.may_speak_of(statement, _read)
} else := []

# Who is not of this account.
_outsiders(statement) := array.concat(
	[{"text": "anyone", "path": path.of(["principals", j, "any"])} |
		some j, principal in statement.principals
		not principal.any == false
	],
	array.concat(
		[{"text": principal.text, "path": path.of(["principals", j, "account"])} |
			some j, principal in statement.principals
			principal.any == false
			principal.type == "AWS"
			not object.get(principal, "account", "unknown") in {"own", null}
		],
		[{"text": "everyone but a few", "path": "not_principals/0"} | count(statement.not_principals) > 0],
	),
)
