"""Catalogs, rendering, bidi isolates, dates and the plain-language check. No I/O beyond reading its files."""
