name = "from-team"
