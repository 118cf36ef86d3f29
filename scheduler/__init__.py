"""What happens in time: ticks, the dispatcher and follow-ups."""
