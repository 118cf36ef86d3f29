"""One module a channel: what came in becomes an Inbound and is stored."""
