# METADATA
# title: Resource ARN covers every resource of a type, account or region
# description: |
#   `arn:aws:s3:::*` or `table/*` looks like a resource and is all of them: the function reaches the tables and buckets of
#   every other application in the account. A `*` for the account reaches what other accounts have opened, and a `*` for
#   the region the copies of other regions. What lies below one resource passes (`bucket/*`, `table/orders/index/*`),
#   and so does a name with a fixed beginning (`orders-*`), and what only lists or describes. A statement on `*` itself
#   is reported as `wildcard_resource`, and policy templates as `unscoped_sam_template`. What another policy says more of
#   is left to it, and with it what only reads in the same service: reading secrets and data
#   (`unscoped_sensitive_read`), invoking functions (`invoke_any_function`), taking on and passing roles
#   (`unscoped_assume_role`, `unscoped_pass_role`), escalation, and wildcards (`wildcard_actions`).
#   Waive it where the function serves every resource of the type by its purpose, such as one that tags new buckets.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
# custom:
#   severity: medium
#   kind: role
#   reads:
#     - statements
#     - statements/*/actions
#     - statements/*/resources
#   applies_reads:
#     - functions
#     - trust
#     - trust/*/principals
#     - trust/*/principals/*/type
#     - trust/*/principals/*/text
#   fix:
#     cloudformation: |
#       Name the resource (`!GetAtt Orders.Arn`), or begin the name with what only the application's resources begin with
#       (`table/orders-*`), in the account and region that are deployed to (`${AWS::Region}:${AWS::AccountId}`).
#     terraform: |
#       Name the resource (`aws_dynamodb_table.orders.arn`), or begin the name with what only the application's resources
#       begin with (`table/orders-*`), in the account and region that are deployed to.
#   parameters:
#     min_prefix:
#       type: integer
#       minimum: 1
#       default: 4
#       description: How many fixed characters a name with wildcards needs.
#     allow_region_wildcard:
#       type: boolean
#       default: false
#       description: Whether `*` for the region is accepted.
package policies.least_privilege.broad_arn

import data.lib.config
import data.lib.iam
import data.lib.path
import data.lib.result
import data.lib.scope
import data.lib.told

applies contains result.scope(role, [iam.usage(role)]) if some role in input.roles

deny contains result.at(role, cited, {"detail": detail, "severity": worst.severity}) if {
	some role in input.roles
	broad := _broad(role)
	count(broad) > 0
	closer := told.closer(role)
	some i in broad
	statement := role.statements[i]
	worst := _worst(statement, i, closer)
	k := worst.index
	detail := concat("", [_texts(statement, worst.found), " on ", iam.target_text(statement.resources[k]), worst.covers])
	cited := array.concat(
		array.concat(
			[path.of(["statements", i, "resources", k, key]) | some key in worst.paths],
			array.concat(
				[path.of(["statements", i, "effect"]), path.of(["statements", i, "actions", worst.found[0]])],
				_none_on_everything(i, statement),
			),
		),
		array.concat(iam.narrowing(i, statement), iam.keeping(i, k)),
	)
}

# The statements with a resource that is too broad, or may be.
_broad(role) := [i |
	some i, statement in role.statements
	iam.may_allow(statement)
	iam.written_out(statement)
	not _on_everything(statement)
	not iam.narrowed(statement)
	count([grant | some grant in statement.resources; _fault(grant)]) > 0
]

# Those of the actions that are left on the resource if one does more than list, the gravest first; else those that are
# not known and may.
_telling(statement, gravest_first) := gravest_first if {
	not scope.limitable[statement.actions[gravest_first[0]]] == "list"
} else := unknown if {
	unknown := [j | some j, pattern in statement.actions; not is_string(pattern)]
	count(unknown) > 0
}

_texts(statement, indexes) := told.listing({text | some text in scope.texts(statement, indexes)}) if {
	is_string(statement.actions[indexes[0]])
} else := "an action that is not known"

# The list, and of it what may be a star.
_none_on_everything(i, statement) := array.concat(
	[path.of(["statements", i, "resources"])],
	[path.of(["statements", i, "resources", k, "breadth"]) |
		some k, grant in statement.resources
		iam.breadth(grant) == "unknown"
	],
)

_on_everything(statement) if {
	some grant in statement.resources
	grant.breadth == "all"
}

# Of the resources that are too broad, or may be, the gravest on which an action is left that others do not report.
_worst(statement, i, closer) := found[0] if {
	found := [object.union(fault, {"index": k, "found": telling}) |
		some rank in [0, 1, 2, 3, 4]
		some k, grant in statement.resources
		fault := _fault(grant)
		fault.rank == rank
		left := told.left(statement, i, k, scope.unlimited(statement, k, []), closer)
		telling := _telling(statement, left)
	]
}

_fault(grant) := {"rank": 0, "severity": "medium", "paths": ["breadth"], "covers": ", every one of the type"} if {
	grant.breadth == "type"
} else := {"rank": 1, "severity": "medium", "paths": ["breadth", "literal"], "covers": ", of whose name too little is fixed"} if {
	grant.breadth == "prefix"
	grant.literal < config.get("least_privilege/broad_arn").min_prefix
} else := {"rank": 2, "severity": "medium", "paths": ["any_account", "breadth"], "covers": ", in every account"} if {
	grant.any_account == true
} else := {"rank": 3, "severity": "low", "paths": ["region", "breadth"], "covers": ", in every region"} if {
	grant.region == "any"
	not config.get("least_privilege/broad_arn").allow_region_wildcard
} else := {"rank": 4, "severity": "medium", "paths": _open(grant), "covers": ", which may be too broad"} if {
	count(_open(grant)) > 0
}

# What is not known of it and may make it too broad.
_open(grant) := [key |
	some key in ["breadth", "literal", "any_account", "region"]
	object.get(grant, key, "unknown") == "unknown"
]
