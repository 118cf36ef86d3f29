"""What may be told on a table where others read along: in counts, steps and kept promises."""
