"""The page in a real browser: what a coordinator, a flow author and a newcomer see."""
