# METADATA
# title: Teams
# description: The teams of ACME, as they are spelt in tags. A module of our own, for policies to share.
package acme.teams

# METADATA
# description: Every team that can be called.
names := {"checkout", "platform", "search"}
