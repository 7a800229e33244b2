name   = "first"
limits = { memory = 256, unused = true }
unused = 1
