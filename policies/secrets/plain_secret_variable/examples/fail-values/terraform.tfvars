service = "n0tarealtoken"
