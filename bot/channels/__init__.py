"""One module a channel: parts become calls, errors become outcomes."""
