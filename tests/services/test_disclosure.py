"""What coordinators see of what parents said, and what they do not."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.domain.reaction import ReactionKind
from bot.services.delivery import sending
from bot.services.hearing import disclosure, questions, reactions
from bot.services.hearing.disclosure import Form
from tests.people import AMINA, FATMA, KASIA, LOTTE, NOOR, PARENTS, SANNE, YUSUF, parent
from tests.services.conftest import Town

HOUSE = Path(__file__).parents[2]
HELPS, A_LITTLE, NOT = ReactionKind.HELPS, ReactionKind.A_LITTLE, ReactionKind.NOT


async def seen(town: Town, subject: str = "speelgroep") -> tuple[int | None, list[int | None]]:
    """The total, and helps / a little / not."""
    (counts,) = [c for c in await disclosure.counts(town.work, NOOR.actor, "full") if c.subject == subject]
    return counts.total, [*counts.kinds.values()]


async def react(town: Town, kinds: Sequence[ReactionKind]) -> None:
    """Many parents, each one tap."""
    extra = [parent(f"Ouder{number}") for number in range(len(kinds) - len(PARENTS))]
    for person in extra:
        town.put(person)
    await sending.send(town.work, NOOR.actor, "full")
    for person, kind in zip((*PARENTS, *extra), kinds, strict=False):
        await reactions.record(town.work, person.actor, "full", "speelgroep", kind)


@pytest.mark.parametrize(
    ("kinds", "total", "by_kind"),
    [
        ([], None, [None, None, None]),
        ([HELPS] * 4, None, [None, None, None]),
        ([HELPS] * 5, 5, [5, None, None]),
        ([HELPS] * 4 + [NOT], 5, [None, None, None]),
        ([HELPS] * 5 + [NOT], 5, [5, None, None]),
        ([HELPS] * 6, 5, [5, None, None]),
        ([HELPS] * 9 + [NOT] * 7, 15, [5, None, 5]),
        ([HELPS] * 10 + [A_LITTLE] * 5, 15, [10, 5, None]),
        ([HELPS] * 10, 10, [None, None, None]),
    ],
    ids=["none", "four", "five", "four and one", "five and one", "six", "nine and seven", "ten and five", "all ten the same"],
)
async def test_counts_are_told_in_steps_of_the_threshold(
    town: Town, kinds: list[ReactionKind], total: int | None, by_kind: list[int | None]
) -> None:
    await react(town, kinds)
    assert await seen(town) == (total, by_kind)


async def test_one_more_reaction_changes_nothing_within_a_step(town: Town) -> None:
    await react(town, [HELPS] * 5)
    before = await seen(town)
    await reactions.record(town.work, AMINA.actor, "full", "speelgroep", NOT)
    assert await seen(town) == before
    await reactions.record(town.work, AMINA.actor, "full", "speelgroep", HELPS)
    assert await seen(town) == before


async def test_reactions_to_one_subject_do_not_count_for_another(town: Town) -> None:
    await react(town, [HELPS] * 5)
    assert await seen(town, "meaning") == (None, [None, None, None])


async def test_words_are_read_by_permission_only(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    await reactions.add_words(town.work, FATMA.actor, "full", "speelgroep", "Cumartesi de olsun", may_show=True)
    await reactions.add_words(town.work, LOTTE.actor, "full", "speelgroep", "Dit is alleen voor jullie", may_show=False)
    await reactions.add_words(town.work, YUSUF.actor, "full", "meaning", media_id="voice-1", may_show=True)
    words = await disclosure.words(town.work, NOOR.actor, "full")
    assert {(w.subject, w.language, w.text, w.form) for w in words} == {
        ("speelgroep", "tr", "Cumartesi de olsun", Form.WORDS),
        ("meaning", "ar", "", Form.UNHEARD),
    }
    assert "Cumartesi" not in repr(words)


async def test_a_permission_is_given_afterwards_and_taken_back(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    await reactions.add_words(town.work, FATMA.actor, "full", "meaning", "Evet")
    assert await disclosure.words(town.work, NOOR.actor, "full") == []
    await reactions.add_words(town.work, FATMA.actor, "full", "meaning", may_show=True)
    assert [w.text for w in await disclosure.words(town.work, NOOR.actor, "full")] == ["Evet"]
    await reactions.add_words(town.work, FATMA.actor, "full", "meaning", may_show=False)
    assert await disclosure.words(town.work, NOOR.actor, "full") == []


async def test_the_order_of_words_is_not_that_of_time(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    people = (FATMA, YUSUF, KASIA, LOTTE, SANNE, AMINA)
    for person in people:
        await reactions.add_words(town.work, person.actor, "full", "meaning", person.id, may_show=True)
    order = [w.text for w in await disclosure.words(town.work, NOOR.actor, "full")]
    assert sorted(order) == sorted(p.id for p in people)
    assert order != [p.id for p in people]


async def test_the_order_of_words_is_the_same_whoever_said_them_first(town: Town) -> None:
    """Ids are given in the order of saying: they have no part in it."""
    orders = []
    await sending.send(town.work, NOOR.actor, "full")
    for people in (PARENTS, tuple(reversed(PARENTS))):
        town.rows.reactions.clear()
        for number, person in enumerate(people):
            said = f"woorden {number if people == PARENTS else len(people) - 1 - number}"
            await reactions.add_words(town.work, person.actor, "full", "meaning", said, may_show=True)
        orders.append([w.text for w in await disclosure.words(town.work, NOOR.actor, "full")])
    assert orders[0] == orders[1]


async def test_threads_name_no_parent_and_danger_comes_first(town: Town) -> None:
    await questions.ask(town.work, FATMA.actor, "Wanneer begint het?", external_id="7")
    town.clock.move(minutes=5)
    await questions.ask(town.work, LOTTE.actor, "Ik ben bang thuis", external_id="8")
    threads = await disclosure.threads(town.work, NOOR.actor)
    assert [(t.pseudonym, t.danger, t.language) for t in threads] == [("Wilg", True, "nl"), ("Lijster", False, "tr")]
    for thread in threads:
        assert [(m.person_id, m.external_id) for m in thread.messages] == [("", None)]


async def test_progress_has_counts_and_reasons_and_no_names(town: Town) -> None:
    await react(town, [HELPS] * 5)
    town.deliver(*PARENTS)
    progress = await disclosure.progress(town.work, NOOR.actor, "full")
    assert progress.status.counts == {"sent": 6}
    assert [c.total for c in progress.counts] == [None, 5]
    assert not any(p.id in repr(progress) for p in PARENTS)


@pytest.mark.parametrize(
    ("call", "readers"),
    [
        (
            r"bulletins\.reactions\(",
            [
                "bot/services/hearing/disclosure/counting.py",
                "bot/services/hearing/disclosure/saying.py",
                "bot/services/reporting/public_counts.py",
            ],
        ),
        (r"questions\.spoken\(", ["bot/services/reporting/public_counts.py"]),
        (r"drafts\.trials\(", ["bot/services/hearing/disclosure/trying.py", "bot/services/writing/trying_out.py"]),
    ],
)
def test_no_other_module_reads_what_everybody_did(call: str, readers: list[str]) -> None:
    """The port says so; here a machine does."""
    found = [
        path.relative_to(HOUSE).as_posix()
        for path in sorted(HOUSE.joinpath("bot").rglob("*.py"))
        if re.search(call, path.read_text(encoding="utf-8"))
    ]
    assert found == readers


def test_the_disclosure_module_has_one_door() -> None:
    """Nobody reaches past it, into one of its rooms."""
    inside = HOUSE / "bot" / "services" / "hearing" / "disclosure"
    others = [path for path in sorted(HOUSE.joinpath("bot").rglob("*.py")) if inside not in path.parents]
    reaching = [path.name for path in others if re.search(r"hearing\.disclosure\.\w", path.read_text(encoding="utf-8"))]
    assert reaching == []
