"""What a flow can look up: one file a query. Each docstring shows who asks, how a flow writes it, and what is found first."""
