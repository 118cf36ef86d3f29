"""What the flows of these tests may name."""

from pydantic import BaseModel, ConfigDict

from bot.dialogue.actions import ActionSpec, Binds, NoArgs, QuerySpec, Vocabulary


class _Args(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Kind(_Args):
    kind: str


class DayId(_Args):
    day_id: str


class Needs(_Args):
    needs: list[str]


class Kept(_Args):
    words: str
    about: str


class Most(_Args):
    most: int


def _gives(*names: str) -> frozenset[str]:
    return frozenset(names)


ACTIONS = [
    ActionSpec("record", Kind, outcomes=_gives("refused")),
    ActionSpec("choose_day", DayId),
    ActionSpec("keep_needs", Needs),
    ActionSpec("keep_words", Kept),
    ActionSpec("count", gives=_gives("total")),
    ActionSpec("assume", gives=_gives("certain")),
    ActionSpec("weigh", outcomes=_gives("heavy"), gives=_gives("weight"), gives_on={"heavy": _gives("excess")}),
    ActionSpec("dream", planned=True),
    ActionSpec("agree", binds=Binds.ASKED),
    ActionSpec("halt", binds=Binds.TOLD),
]
QUERIES = [
    QuerySpec("days", Most, gives=_gives("day_id", "day_name")),
    QuerySpec("plans", NoArgs, gives=_gives("title")),
    QuerySpec("certainties", NoArgs, gives=_gives("certainty")),
    QuerySpec("languages", NoArgs, gives=_gives("code", "own_name"), always_finds=True),
]
VOCABULARY = Vocabulary(
    actions={spec.name: spec for spec in ACTIONS},
    queries={spec.name: spec for spec in QUERIES},
    events={"meeting_due": frozenset(), "colleague_ready": _gives("colleague_word"), "question_answered": _gives("question_id")},
    always=_gives("coalition", "signs_as", "help_line", "next_day", "my_language", "today"),
)
