"""What a flow can have done: one file an action. Each docstring shows who does it, how a flow writes it, and how it ends."""
