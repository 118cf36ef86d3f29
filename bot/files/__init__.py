"""Files that people write: YAML with the line of everything, and what is wrong in words that help."""
