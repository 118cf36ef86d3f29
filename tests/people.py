"""The people in our tests, by name: what they do and get reads as a story. All are made up, and live in Voorbeeldstad."""

from datetime import UTC, datetime

from bot.domain.actor import Role
from bot.domain.coalition import BotAccount, Coalition
from bot.domain.person import Address, Person, PersonState, Reading
from bot.domain.trajectory import Trajectory

JOINED_AT = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)

VOORBEELDSTAD = Coalition(
    "voorbeeldstad",
    "Kansrijke Start Voorbeeldstad",
    signs_as="Marit",
    help_line="Samira, 06 - 00 00 00 00",
    languages=("nl", "en", "tr", "ar", "pl"),
)
ELDERS = Coalition("elders", "Kansrijke Start Elders")
BOT = BotAccount("bot-voorbeeldstad", VOORBEELDSTAD.id, "telegram", "voorbeeldstad_bot", "0:token-of-nobody")
SPIEGEL = Trajectory("spiegel", VOORBEELDSTAD.id, "Spiegeltraject zwanger in Voorbeeldstad")


def parent(name: str, language: str = "nl", *, reading: Reading = Reading.READ) -> Person:
    """A parent who joined and said yes."""
    return Person(
        name.lower(),
        VOORBEELDSTAD.id,
        PersonState.ACTIVE,
        frozenset({Role.PARENT}),
        language,
        reading,
        trajectory_id=SPIEGEL.id,
        joined_at=JOINED_AT,
    )


FATMA = parent("Fatma", "tr")
"""Reads Turkish."""
YUSUF = parent("Yusuf", "ar", reading=Reading.LISTEN)
"""Would rather listen, to Arabic."""
KASIA = parent("Kasia", "pl")
LOTTE = parent("Lotte")
SANNE = parent("Sanne")
AMINA = parent("Amina", "ar")
PARENTS = (FATMA, YUSUF, KASIA, LOTTE, SANNE, AMINA)

NOOR = Person("noor", VOORBEELDSTAD.id, PersonState.ACTIVE, frozenset({Role.COORDINATOR}), name="Noor", joined_at=JOINED_AT)
"""Coordinator, from practice; she writes."""
BRAM = Person("bram", VOORBEELDSTAD.id, PersonState.ACTIVE, frozenset({Role.COORDINATOR}), name="Bram", joined_at=JOINED_AT)
"""Coordinator, from policy; he looks along."""
COORDINATORS = (NOOR, BRAM)

ELIF = Person("elif", VOORBEELDSTAD.id, PersonState.ACTIVE, frozenset({Role.TRANSLATOR}), "tr", name="Elif", joined_at=JOINED_AT)
"""Translates Turkish."""
WILLEM = Person("willem", ELDERS.id, PersonState.ACTIVE, frozenset({Role.COORDINATOR}), name="Willem", joined_at=JOINED_AT)
"""Coordinator of another coalition: may nothing here."""


def address_of(person: Person, *, account: BotAccount = BOT) -> Address:
    """Where a person is reached: an invented Telegram id of their own."""
    number = 1000 + sum(ord(letter) * place for place, letter in enumerate(person.id, start=1))
    return Address(f"address-{person.id}", person.coalition_id, account.id, "telegram", str(number), person.id)
