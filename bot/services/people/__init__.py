"""Parents and people of a coalition join, say yes, work along, stand in for each other, stop, are forgotten."""
