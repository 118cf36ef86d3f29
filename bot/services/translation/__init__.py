"""People put words into other languages: bulletins into those of parents, and parents' own words into Dutch."""
