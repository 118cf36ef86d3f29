"""The tenant and what it talks through."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Coalition:
    """A local Kansrijke Start coalition: owns bot accounts, people and trajectories."""

    id: str
    name: str
    zone: str = "Europe/Amsterdam"
    """IANA zone; a parent's own choice overrules it."""
    holiday_country: str = "NL"
    signs_as: str = ""
    """The name under messages that parents know; a moderator's or a coordinator's."""
    help_line: str = ""
    """Whom a parent can call, name and number, said the day after the conversation."""
    threshold: int = 5
    """Counts below this are not shown (FACTS, 'norms')."""
    send_within_days: int = 14
    """So long a bulletin may take to reach everybody; after that it expires. The default is the silence limit (FACTS, 'norms for
    closing the loop'): by then parents hear something newer."""
    languages: tuple[str, ...] = ("nl",)
    """Languages it wants to offer; offered are those that it switched on (`services.languages`)."""
    words_version: int = 0
    """Changes with its own words for the fixed texts; 0 while it has none. Saving a coalition leaves it as it is."""


@dataclass(frozen=True, slots=True)
class BotAccount:
    """An account on a channel by which a coalition talks. The token stays in the store, encrypted."""

    id: str
    coalition_id: str
    channel: str
    """`telegram`: the one there is."""
    username: str = ""
    token: str = field(default="", repr=False)
    token_setting: str = ""
    """The setting in which the operator keeps the token; empty when nobody said."""

    def is_same_bot(self, other: "BotAccount") -> bool:
        """A bot may get a new token; what stands before its colon is the bot, and stays."""
        return self.token.partition(":")[0] == other.token.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Group:
    """A chat of coordinators, bound to the coalition when a joined coordinator added the bot."""

    id: str
    coalition_id: str
    bot_account_id: str
    external_id: str = field(repr=False)
    is_forum: bool = False
    active: bool = True
