"""The rehearsal that people take part in, with a bot in a process of its own."""
