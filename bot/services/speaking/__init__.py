"""The languages that a coalition speaks: its fixed texts, approved, in its own words and in voice."""
