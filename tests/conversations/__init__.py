"""Conversations as people read them, compared with golden files; and everything that can be said, in every language."""
