"""Who listens, and the words of a coalition's own that a recorded text may name."""

from bot.domain.coalition import Coalition
from bot.domain.person import Person, PersonState, Reading
from bot.domain.wording import Values


def listens(person: Person) -> bool:
    """Who chose to, and who was not asked yet: the first screens speak."""
    return person.reading is Reading.LISTEN or person.state is PersonState.INVITED


def own_words(coalition: Coalition) -> Values:
    """Values that any text may name and that stay as they are from day to day, so that they can be read aloud."""
    return {"coalition": coalition.name, "signs_as": coalition.signs_as, "help_line": coalition.help_line}
