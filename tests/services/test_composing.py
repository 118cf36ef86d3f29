"""What a writer still has to write; and a bulletin that comes as a file."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.bulletin import BulletinKind
from bot.domain.errors import Mistakes, NotAllowed, NotThere, Refused, Stale
from bot.domain.proposal import ProposalStatus, ReasonKind
from bot.services.writing import composing, draft_file, drafting, whole
from bot.services.writing.drafting import Change, Changed
from bot.services.writing.whole import Whole
from tests.people import BRAM, ELIF, LOTTE, NOOR, SPIEGEL, WILLEM
from tests.services.conftest import PLAYGROUP, Town

GOOD = """
next_promised: in 10 days
quotes: [alleen]
proposals: [speelgroep]
texts:
  nl:
    acknowledgement: "Ouders vertelden."
    meaning: "We begrepen."
    follow_up: "We doen."
    proposals:
      speelgroep: {title: "Speelgroep", plan: "Elke week samen spelen."}
  tr:
    acknowledgement: "Anne babalar anlattı."
"""


async def started(town: Town, kind: BulletinKind = BulletinKind.FULL) -> Changed:
    return await drafting.start(town.work, NOOR.actor, SPIEGEL.id, kind)


async def lacking(town: Town, bulletin_id: str) -> list[str]:
    return list((await composing.desk(town.work, NOOR.actor, bulletin_id)).lacking)


async def test_what_lacks_is_told_in_the_order_of_writing(town: Town) -> None:
    draft = await started(town)
    assert await lacking(town, draft.bulletin.id) == ["acknowledgement", "meaning", "follow_up"]
    town.rows.proposals[PLAYGROUP.id] = replace(PLAYGROUP, status=ProposalStatus.NOT_NOW)
    await composing.use(town.work, NOOR.actor, draft.bulletin.id, draft.revision.id, proposal_ids=[PLAYGROUP.id])
    assert await lacking(town, draft.bulletin.id) == [
        "acknowledgement",
        "meaning",
        "follow_up",
        "proposal:speelgroep:title",
        "proposal:speelgroep:plan",
        "proposal:speelgroep:kind",
        "proposal:speelgroep:reason",
    ]


async def test_a_kind_of_reason_is_given_once(town: Town) -> None:
    town.rows.proposals[PLAYGROUP.id] = replace(PLAYGROUP, status=ProposalStatus.NOT_NOW)
    await composing.give_reason_kind(town.work, NOOR.actor, PLAYGROUP.id, ReasonKind.MONEY)
    assert town.rows.proposals[PLAYGROUP.id].reason_kind is ReasonKind.MONEY
    with pytest.raises(Stale, match="already_known"):
        await composing.give_reason_kind(town.work, BRAM.actor, PLAYGROUP.id, ReasonKind.RULES)


async def test_only_quotes_that_parents_may_see_are_used(town: Town) -> None:
    draft = await started(town)
    assert {q.id for q in await composing.quotes_for_parents(town.work, NOOR.actor, SPIEGEL.id)} == {"alleen", "yalniz"}
    for hidden in ("geheim", "ongezien", "nergens"):
        with pytest.raises(NotThere):
            await composing.use(town.work, NOOR.actor, draft.bulletin.id, draft.revision.id, quote_ids=[hidden])


async def test_a_part_that_is_too_long_is_refused_with_how_long_it_may_be(town: Town) -> None:
    draft = await started(town)
    with pytest.raises(Refused) as told:
        await composing.write(town.work, NOOR.actor, draft.bulletin.id, draft.revision.id, {"meaning": "x" * 901})
    assert (told.value.code, told.value.fields["most"]) == ("too_long", 900)


async def test_a_file_becomes_the_draft(town: Town) -> None:
    draft = await started(town)
    made = (await draft_file.take(town.work, NOOR.actor, draft.bulletin.id, draft.revision.id, GOOD.encode())).changed
    assert made.revision.texts["nl", "meaning"] == "We begrepen."
    assert made.revision.texts["tr", "acknowledgement"] == "Anne babalar anlattı."
    assert made.revision.texts["nl", "proposal:speelgroep:title"] == "Speelgroep"
    assert (made.revision.quote_ids, made.revision.proposal_ids) == (("alleen",), ("speelgroep",))
    assert made.revision.next_promised is not None
    assert await lacking(town, draft.bulletin.id) == []


@pytest.mark.parametrize(
    ("line", "wrong", "what"),
    [
        (2, ("in 10 days", "3 days ago"), "over"),
        (3, ("[alleen]", "[geheim]"), "'geheim' is not there"),
        (4, ("proposals: [speelgroep]", "proposals: [zwembad]"), "'zwembad' is not there"),
        (9, ("follow_up:", "opvolging:"), "'opvolging' is no part"),
        (13, ('acknowledgement: "Anne', 'message: "Anne'), "no 'message'"),
        (5, ("texts:", "texts: {"), "YAML"),
    ],
)
async def test_mistakes_have_their_line_and_change_nothing(town: Town, line: int, wrong: tuple[str, str], what: str) -> None:
    draft = await started(town)
    content = GOOD.replace(*wrong).encode()
    with pytest.raises(Mistakes) as told:
        await draft_file.take(town.work, NOOR.actor, draft.bulletin.id, draft.revision.id, content)
    assert any(what in mistake.what for mistake in told.value.mistakes)
    assert "YAML" in what or line in {mistake.line for mistake in told.value.mistakes}
    assert town.rows.bulletins[draft.bulletin.id].revision_id == draft.revision.id


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"- one", b"texts: {}", b"x" * 300_000, b"a: &a [*a]"])
async def test_what_is_no_bulletin_is_told(town: Town, content: bytes) -> None:
    draft = await started(town)
    with pytest.raises(Mistakes):
        await draft_file.take(town.work, NOOR.actor, draft.bulletin.id, draft.revision.id, content)


@pytest.mark.parametrize("somebody", [LOTTE, ELIF, WILLEM], ids=lambda person: person.id)
async def test_nobody_else_opens_a_draft_or_keeps_a_note(town: Town, somebody: object) -> None:
    actor = somebody.actor  # type: ignore[attr-defined]
    with pytest.raises(NotAllowed):
        await composing.desk(town.work, actor, "full")
    with pytest.raises(NotAllowed):
        await composing.keep_note(town.work, actor, "full", "Iets.", "")
    with pytest.raises(NotAllowed):
        await composing.notes(town.work, actor, "full")


async def test_a_translation_of_a_proposal_without_that_part_in_dutch_is_a_mistake_of_the_file(town: Town) -> None:
    draft = await started(town)
    content = GOOD + '    proposals: {speelgroep: {title: "Oyun", plan: "Her hafta.", way_in: "Salı, 10:00."}}\n'
    with pytest.raises(Mistakes) as wrong:
        await draft_file.take(town.work, NOOR.actor, draft.bulletin.id, draft.revision.id, content.encode())
    assert ["way_in" in mistake.what for mistake in wrong.value.mistakes] == [True]
    assert town.rows.bulletins[draft.bulletin.id].revision_id == draft.revision.id


async def test_of_two_whole_texts_the_later_one_keeps_what_nobody_else_wrote_and_hears_of_the_rest(town: Town) -> None:
    draft = await started(town)
    about = town.work, NOOR.actor, draft.bulletin.id, draft.revision.id
    await composing.write(*about, {"meaning": "Noor begreep dit."})
    wanted = Whole(Change({"acknowledgement": "Ouders vertelden.", "meaning": "Bram begreep iets anders."}))
    later = await whole.write(town.work, BRAM.actor, draft.bulletin.id, draft.revision.id, wanted)
    assert (later.clash, later.by) == (("meaning",), NOOR.id)
    assert later.changed.revision.texts["nl", "acknowledgement"] == "Ouders vertelden."
    assert later.changed.revision.texts["nl", "meaning"] == "Noor begreep dit."
    chosen = await whole.write(town.work, BRAM.actor, draft.bulletin.id, later.changed.revision.id, wanted.only(later.clash))
    assert (chosen.clash, chosen.changed.revision.texts["nl", "meaning"]) == ((), "Bram begreep iets anders.")


async def test_what_was_sent_lies_beside_the_draft_once(town: Town) -> None:
    draft = await started(town)
    for _ in range(2):
        await whole.keep(town.work, BRAM.actor, draft.bulletin.id, "Duiding: anders.", "")
    [note] = await composing.notes(town.work, NOOR.actor, draft.bulletin.id)
    assert (note.by, note.words) == (BRAM.id, "Duiding: anders.")


async def test_a_file_in_which_another_chose_otherwise_meanwhile_gives_the_rest(town: Town) -> None:
    draft = await started(town)
    day, meaning = Change(next_promised=date(2026, 12, 24)), Change({"meaning": "Noor begreep dit."})
    for change in (day, meaning):
        await drafting.change(town.work, NOOR.actor, draft.bulletin.id, draft.revision.id, change)
    content = GOOD + '    meaning: "Bram, Türkçe."\n'
    later = await draft_file.take(town.work, BRAM.actor, draft.bulletin.id, draft.revision.id, content.encode())
    made = later.changed.revision
    assert later.clash == ("meaning", "next_promised")
    assert (made.texts["nl", "meaning"], made.next_promised) == ("Noor begreep dit.", date(2026, 12, 24))
    assert (made.texts["nl", "follow_up"], made.quote_ids) == ("We doen.", ("alleen",))
    assert made.texts["tr", "acknowledgement"] == "Anne babalar anlattı."
    assert ("tr", "meaning") not in made.texts


async def test_the_same_words_in_one_part_and_other_words_in_another_do_not_clash(town: Town) -> None:
    draft = await started(town)
    await composing.write(town.work, NOOR.actor, draft.bulletin.id, draft.revision.id, {"meaning": "We begrepen."})
    both = Whole(Change({"meaning": "We begrepen.", "follow_up": "We doen."}))
    later = await whole.write(town.work, BRAM.actor, draft.bulletin.id, draft.revision.id, both)
    assert (later.clash, later.changed.revision.texts["nl", "follow_up"]) == ((), "We doen.")
