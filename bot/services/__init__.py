"""Use cases, each inside the caller's unit of work, each asked by an Actor; in folders by what they are for."""
