"""What goes where and when, and what an outcome means: pure decisions about deliveries."""
