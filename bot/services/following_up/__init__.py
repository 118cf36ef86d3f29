"""What was promised comes back in time: proposals and where they stand, follow-ups, warnings, and all that is open."""
