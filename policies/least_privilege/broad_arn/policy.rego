# METADATA
# title: Resource ARN covers every resource of a type, account or region
# description: |
#   `arn:aws:s3:::*` or `table/*` looks like a resource and is all of them: the function reaches the tables and buckets of
#   every other application in the account. A `*` for the account reaches what other accounts have opened, and a `*` for
#   the region the copies of other regions. What lies below one resource passes (`bucket/*`, `table/orders/index/*`),
#   and so does a name with a fixed beginning (`orders-*`), and what only lists or describes. A statement on `*` itself is reported as
#   `wildcard_resource`, and policy templates as `unscoped_sam_template`.
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

applies contains result.scope(role, [iam.usage(role)]) if some role in input.roles

deny contains result.at(role, cited, {"detail": detail, "severity": worst.severity}) if {
	some role in input.roles
	some i, statement in role.statements
	iam.may_allow(statement)
	iam.written_out(statement)
	not _on_everything(statement)
	worst := _worst(statement)
	k := worst.index
	j := _telling(statement, scope.unlimited(statement, k, []))
	not iam.narrowed(statement)
	detail := concat("", [iam.target_text(statement.resources[k]), ": ", worst.covers])
	cited := array.concat(
		array.concat(
			[path.of(["statements", i, "resources", k, key]) | some key in worst.paths],
			array.concat(
				[path.of(["statements", i, "effect"]), path.of(["statements", i, "actions", j])],
				_none_on_everything(i, statement),
			),
		),
		array.concat(iam.narrowing(i, statement), iam.keeping(i, k)),
	)
}

# The gravest action, if it does more than list; else one that is not known and may.
_telling(statement, gravest_first) := gravest_first[0] if {
	not scope.limitable[statement.actions[gravest_first[0]]] == "list"
} else := [j | some j, pattern in statement.actions; not is_string(pattern)][0]

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

# Of the resources that are too broad, or may be, the gravest.
_worst(statement) := found[0] if {
	found := [object.union(fault, {"index": k}) |
		some rank in [0, 1, 2, 3, 4]
		some k, grant in statement.resources
		fault := _fault(grant)
		fault.rank == rank
	]
}

_fault(grant) := {"rank": 0, "severity": "medium", "paths": ["breadth"], "covers": "every one of the type"} if {
	grant.breadth == "type"
} else := {"rank": 1, "severity": "medium", "paths": ["breadth", "literal"], "covers": "too short a beginning"} if {
	grant.breadth == "prefix"
	grant.literal < config.get("least_privilege/broad_arn").min_prefix
} else := {"rank": 2, "severity": "medium", "paths": ["any_account", "breadth"], "covers": "those of every account"} if {
	grant.any_account == true
} else := {"rank": 3, "severity": "low", "paths": ["region", "breadth"], "covers": "those of every region"} if {
	grant.region == "any"
	not config.get("least_privilege/broad_arn").allow_region_wildcard
} else := {"rank": 4, "severity": "medium", "paths": _open(grant), "covers": "it may be too broad"} if {
	count(_open(grant)) > 0
}

# What is not known of it and may make it too broad.
_open(grant) := [key |
	some key in ["breadth", "literal", "any_account", "region"]
	object.get(grant, key, "unknown") == "unknown"
]
