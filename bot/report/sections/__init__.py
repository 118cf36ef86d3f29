"""What each section of the report says, one module a section."""
