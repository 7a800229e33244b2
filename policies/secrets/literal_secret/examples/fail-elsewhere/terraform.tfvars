slack = "xoxb-000000000000-notarealtoken"
