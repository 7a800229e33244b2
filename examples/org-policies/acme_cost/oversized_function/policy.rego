# METADATA
# title: Function has more memory than it may have
# description: |
#   Memory is what a function costs. Above the ceiling somebody else looks at it first, for it is mostly a function that
#   should be two, or a task that should run elsewhere.
#   Reasonable to waive for a function whose measurements say that it needs the memory.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
# custom:
#   severity: low
#   kind: function
#   reads:
#     - memory_mb
#   fix:
#     cloudformation: Set `MemorySize` to what the function was measured to need.
#     terraform: Set `memory_size` to what the function was measured to need.
#   parameters:
#     max_memory_mb:
#       type: integer
#       minimum: 128
#       default: 2048
#       description: The most memory a function may have, in MB.
package policies.acme_cost.oversized_function

import data.lib.config
import data.lib.result

deny contains result.at(fn, ["memory_mb"], {"detail": detail}) if {
	some fn in input.functions
	ceiling := config.get("acme_cost/oversized_function").max_memory_mb
	fn.memory_mb > ceiling
	detail := concat("", [format_int(fn.memory_mb, 10), " MB, and ", format_int(ceiling, 10), " at most"])
}
