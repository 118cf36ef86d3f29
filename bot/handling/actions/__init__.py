"""What a flow can have done: one file an action."""
