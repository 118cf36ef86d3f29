"""Weerklank closes the loop with parents after a spiegelgesprek."""
