"""The nouns of GLOSSARY.md, their rules and their states. Pure: no I/O, no framework, no text in a language."""
