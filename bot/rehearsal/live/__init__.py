"""The rehearsal that people take part in: the page, a bot that can be killed, and a clock that anybody may move."""
