"""An own Telegram Bot API server on loopback, with people who hold its phones.

Nothing in the server imports another room of this project: it is a second party, as strict as Telegram is.
"""
