"""Voorbeeldstad, as the services' tests seed it."""

from tests.handling.stories import story
from tests.services.conftest import town

__all__ = ["story", "town"]
