"""Writing a bulletin: every step is a revision, and nobody overwrites what they did not see."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.bulletin import BulletinKind, BulletinState, SecondLook
from bot.domain.errors import NotAllowed, Refused, Stale
from bot.services.speaking import languages
from bot.services.writing import drafting, revising, whole
from bot.services.writing.drafting import Change
from bot.services.writing.whole import Whole
from tests.people import BRAM, ELIF, LOTTE, NOOR, SPIEGEL, WILLEM
from tests.services.conftest import PLAYGROUP, Town

HEARD = {"acknowledgement": "Ouders vertelden over de nacht."}


async def test_what_is_written_step_by_step_is_kept_step_by_step(town: Town) -> None:
    started = await drafting.start(town.work, NOOR.actor, SPIEGEL.id, BulletinKind.FULL)
    first = await drafting.change(town.work, NOOR.actor, started.bulletin.id, started.revision.id, Change(HEARD))
    second = await drafting.change(
        town.work, NOOR.actor, started.bulletin.id, first.revision.id, Change(next_promised=date(2026, 12, 10))
    )
    assert second.revision.number == 3
    assert second.revision.texts == {("nl", "acknowledgement"): HEARD["acknowledgement"]}
    assert second.revision.next_promised == date(2026, 12, 10)
    assert second.bulletin.revision_id == second.revision.id
    assert town.rows.revisions[first.revision.id] == first.revision


async def test_two_who_write_other_parts_both_keep_what_they_wrote(town: Town) -> None:
    started = await drafting.start(town.work, NOOR.actor, SPIEGEL.id, BulletinKind.FULL)
    seen = started.revision.id
    await drafting.change(town.work, NOOR.actor, started.bulletin.id, seen, Change(HEARD))
    brams = await drafting.change(town.work, BRAM.actor, started.bulletin.id, seen, Change({"meaning": "Wij begrijpen het."}))
    assert brams.meanwhile == ("acknowledgement",)
    assert {element for _, element in brams.revision.texts} == {"acknowledgement", "meaning"}


async def test_the_later_one_of_two_who_write_the_same_part_is_told(town: Town) -> None:
    started = await drafting.start(town.work, NOOR.actor, SPIEGEL.id, BulletinKind.FULL)
    seen = started.revision.id
    noors = await drafting.change(town.work, NOOR.actor, started.bulletin.id, seen, Change(HEARD))
    with pytest.raises(Stale) as told:
        await drafting.change(town.work, BRAM.actor, started.bulletin.id, seen, Change({"acknowledgement": "Dank je wel."}))
    assert told.value.code == "draft_changed"
    assert told.value.fields["parts"] == "acknowledgement"
    assert told.value.fields["by"] == NOOR.id
    assert town.rows.bulletins[started.bulletin.id].revision_id == noors.revision.id
    again = await drafting.change(
        town.work, BRAM.actor, started.bulletin.id, noors.revision.id, Change({"acknowledgement": "Dank je wel."})
    )
    assert again.revision.texts["nl", "acknowledgement"] == "Dank je wel."


async def test_who_hears_of_a_change_hears_who_made_it_and_nothing_of_their_own(town: Town) -> None:
    started = await drafting.start(town.work, NOOR.actor, SPIEGEL.id, BulletinKind.FULL)
    about = started.bulletin.id, started.revision.id
    await drafting.change(town.work, NOOR.actor, *about, Change(HEARD))
    await drafting.change(town.work, BRAM.actor, *about, Change({"follow_up": "We doen."}))
    with pytest.raises(Stale) as told:
        await drafting.change(town.work, BRAM.actor, *about, Change({"acknowledgement": "Dank je wel."}))
    assert told.value.fields["by"] == NOOR.id
    brams = await drafting.change(town.work, BRAM.actor, *about, Change({"meaning": "Wij begrijpen het."}))
    assert (brams.meanwhile, brams.by) == (("acknowledgement",), NOOR.id)


async def test_two_who_write_the_very_same_do_not_clash(town: Town) -> None:
    started = await drafting.start(town.work, NOOR.actor, SPIEGEL.id, BulletinKind.FULL)
    noors = await drafting.change(town.work, NOOR.actor, started.bulletin.id, started.revision.id, Change(HEARD))
    brams = await drafting.change(town.work, BRAM.actor, started.bulletin.id, started.revision.id, Change(HEARD))
    assert brams.revision == noors.revision


async def test_changed_dutch_drops_its_translations_and_the_second_look(town: Town) -> None:
    after = await drafting.change(town.work, NOOR.actor, "full", "full-1", Change({"meaning": "Dit weegt het zwaarst."}))
    assert not [language for language, element in after.revision.texts if element == "meaning" and language != "nl"]
    assert after.revision.texts["tr", "acknowledgement"] == "acknowledgement (tr)"
    assert after.revision.id not in town.rows.looks
    assert not await languages.may_read(town.work, after.revision, "tr")


async def test_a_translation_leaves_the_second_look_where_it_is(town: Town) -> None:
    after = await drafting.translate(town.work, ELIF.actor, "full", "tr", {"meaning": "Bunu anladık."})
    assert town.rows.looks[after.revision.id] == SecondLook(
        after.revision.id, "voorbeeldstad", BRAM.id, town.rows.looks["full-1"].at
    )
    assert after.revision.written_by == NOOR.id
    assert not await languages.may_read(town.work, after.revision, "tr")


async def test_a_translation_of_what_is_not_there_any_more_is_refused(town: Town) -> None:
    with pytest.raises(Stale) as told:
        await drafting.translate(town.work, ELIF.actor, "full", "tr", {"message": "Merhaba."})
    assert told.value.code == "source_changed"


async def test_while_it_goes_out_approved_words_stay_and_a_language_may_come(town: Town) -> None:
    town.rows.bulletins["full"] = replace(town.rows.bulletins["full"], state=BulletinState.SENDING, sent_at=town.clock.now())
    with pytest.raises(Stale) as told:
        await drafting.translate(town.work, ELIF.actor, "full", "tr", {"meaning": "Bunu anladık."})
    assert told.value.code == "already_approved"
    after = await drafting.translate(town.work, ELIF.actor, "full", "uk", {"meaning": "Ось що ми зрозуміли."})
    assert after.revision.texts["uk", "meaning"] == "Ось що ми зрозуміли."


async def test_a_scheduled_one_that_is_changed_is_a_draft_again(town: Town) -> None:
    town.rows.bulletins["full"] = replace(town.rows.bulletins["full"], state=BulletinState.SCHEDULED, send_at=town.clock.now())
    after = await drafting.change(town.work, NOOR.actor, "full", "full-1", Change({"meaning": "Anders."}))
    assert (after.bulletin.state, after.bulletin.send_at) == (BulletinState.DRAFT, None)


async def test_a_proposal_brings_its_words_and_takes_them_with_it(town: Town) -> None:
    texts = {"title": "Speelgroep", "plan": "Elke week samen spelen."}
    town.rows.proposals[PLAYGROUP.id] = replace(PLAYGROUP, texts=texts)
    started = await drafting.start(town.work, NOOR.actor, SPIEGEL.id, BulletinKind.FULL)
    taken = await drafting.change(
        town.work, NOOR.actor, started.bulletin.id, started.revision.id, Change(proposal_ids=(PLAYGROUP.id,))
    )
    assert taken.revision.texts["nl", f"proposal:{PLAYGROUP.id}:title"] == "Speelgroep"
    gone = await drafting.change(town.work, NOOR.actor, started.bulletin.id, taken.revision.id, Change(proposal_ids=()))
    assert gone.revision.texts == {}


async def test_a_reason_for_hard_words_holds_for_those_words(town: Town) -> None:
    started = await drafting.start(town.work, NOOR.actor, SPIEGEL.id, BulletinKind.FULL)
    first = await drafting.change(town.work, NOOR.actor, started.bulletin.id, started.revision.id, Change(HEARD))
    second = await drafting.change(
        town.work, NOOR.actor, started.bulletin.id, first.revision.id, Change(plain_overruled="Zo zeggen ouders het zelf.")
    )
    assert second.revision.plain_overruled == "Zo zeggen ouders het zelf."
    third = await drafting.change(town.work, NOOR.actor, started.bulletin.id, second.revision.id, Change({"meaning": "Nieuw."}))
    assert third.revision.plain_overruled is None


async def test_a_reason_for_hard_words_is_none_for_what_somebody_else_wrote_meanwhile(town: Town) -> None:
    started = await drafting.start(town.work, NOOR.actor, SPIEGEL.id, BulletinKind.FULL)
    seen = await drafting.change(town.work, NOOR.actor, started.bulletin.id, started.revision.id, Change(HEARD))
    await drafting.change(town.work, BRAM.actor, started.bulletin.id, seen.revision.id, Change({"meaning": "De implementatie."}))
    overruled = Change({"acknowledgement": "Wij hoorden jullie."}, plain_overruled="Zo zeggen ouders het zelf.")
    with pytest.raises(Stale) as told:
        await drafting.change(town.work, NOOR.actor, started.bulletin.id, seen.revision.id, overruled)
    assert (told.value.code, told.value.fields["parts"], told.value.fields["by"]) == ("draft_changed", "plain_overruled", BRAM.id)
    written = await whole.write(town.work, NOOR.actor, started.bulletin.id, seen.revision.id, Whole(overruled))
    assert (written.clash, written.by) == (("plain_overruled",), BRAM.id)
    texts = revising.source(written.changed.revision.texts)
    assert (texts["acknowledgement"], texts["meaning"]) == ("Wij hoorden jullie.", "De implementatie.")
    assert written.changed.revision.plain_overruled is None


async def test_a_reason_for_hard_words_is_not_lost_by_a_quote_that_somebody_else_chose(town: Town) -> None:
    started = await drafting.start(town.work, NOOR.actor, SPIEGEL.id, BulletinKind.FULL)
    seen = await drafting.change(town.work, NOOR.actor, started.bulletin.id, started.revision.id, Change(HEARD))
    await drafting.change(town.work, BRAM.actor, started.bulletin.id, seen.revision.id, Change(quote_ids=("alleen",)))
    kept = await drafting.change(town.work, NOOR.actor, started.bulletin.id, seen.revision.id, Change(plain_overruled="Toch."))
    assert (kept.revision.plain_overruled, kept.revision.quote_ids) == ("Toch.", ("alleen",))


async def test_what_went_out_cannot_be_changed(town: Town) -> None:
    town.rows.bulletins["full"] = replace(town.rows.bulletins["full"], state=BulletinState.SENDING, sent_at=town.clock.now())
    with pytest.raises(Stale) as told:
        await drafting.change(town.work, NOOR.actor, "full", "full-1", Change({"meaning": "Anders."}))
    assert told.value.code == "already_sent"


async def test_four_proposals_are_one_too_many(town: Town) -> None:
    started = await drafting.start(town.work, NOOR.actor, SPIEGEL.id, BulletinKind.FULL)
    with pytest.raises(Refused) as told:
        await drafting.change(
            town.work, NOOR.actor, started.bulletin.id, started.revision.id, Change(proposal_ids=("a", "b", "c", "d"))
        )
    assert told.value.code == "too_many_proposals"


@pytest.mark.parametrize("somebody", [LOTTE, ELIF, WILLEM], ids=lambda person: person.id)
async def test_only_a_coordinator_of_the_coalition_writes(town: Town, somebody: object) -> None:
    with pytest.raises(NotAllowed):
        await drafting.start(town.work, somebody.actor, SPIEGEL.id, BulletinKind.FULL)  # type: ignore[attr-defined]
    with pytest.raises(NotAllowed):
        await drafting.change(town.work, somebody.actor, "full", "full-1", Change(HEARD))  # type: ignore[attr-defined]
