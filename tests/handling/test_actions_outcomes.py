"""What actions change beside how they end, as parents and coordinators would notice it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.dialogue.actions import NoArgs
from bot.domain import wording
from bot.domain.bulletin import BulletinState
from bot.domain.coalition import Group
from bot.domain.consent import Purpose
from bot.domain.delivery import Delivery, PartKind, Recipient, RecipientKind, State
from bot.domain.delivery import Purpose as Why
from bot.domain.errors import NotAllowed, NotThere, Refused
from bot.domain.media import Media
from bot.domain.person import PersonState, Reading
from bot.domain.question import QuestionState
from bot.domain.reaction import ReactionKind
from bot.domain.translation import TaskState
from bot.handling.context import Done
from bot.handling.registry import registry
from bot.handling.resolving import resolve
from tests.fakes.clock import MONDAY_MORNING
from tests.handling.stories import TODAY, Story
from tests.people import BOT, BRAM, FATMA, LOTTE, NOOR, SPIEGEL, VOORBEELDSTAD, WILLEM

REGISTRY = registry()


async def do(story: Story, who: str, name: str, **args: object) -> Done:
    action = REGISTRY.actions[name]
    return await action.run(story.context(who), action.spec.arguments(args))


def _state(story: Story, bulletin_id: str) -> BulletinState:
    return story.town.rows.bulletins[bulletin_id].state


async def find(story: Story, who: str, name: str, **args: object) -> list[wording.Values]:
    query = REGISTRY.queries[name]
    return await query.run(story.context(who), query.spec.arguments(args))


async def read(story: Story, who: str) -> list[object]:
    """The words by permission, as they are said to a coordinator now."""
    found = await find(story, who, "reaction_words", bulletin_id="bulletin-1")
    return [await resolve(story.town.work.uow, item["words"], "nl") for item in found]


async def test_a_guest_who_says_yes_is_one_of_us_with_a_consent_that_names_the_words(story: Story) -> None:
    shown = (await do(story, "Guest", "show_consent", purpose="updates")).values
    done = await do(story, "Guest", "agree_to_updates", version=shown["consent_version"], language=shown["consent_language"])
    assert done.outcome == "done"
    assert story.town.rows.people["guest"].state is PersonState.ACTIVE
    consent = await story.town.work.uow.people.consent("guest", Purpose.UPDATES)
    assert consent is not None
    assert (consent.version, consent.language) == ("updates-nl", "nl")


async def test_a_guest_who_says_yes_to_words_that_changed_since_joins_by_nothing(story: Story) -> None:
    shown = (await do(story, "Guest", "show_consent", purpose="updates")).values
    story.town.words.edition = ", in the second edition"
    done = await do(story, "Guest", "agree_to_updates", version=shown["consent_version"], language=shown["consent_language"])
    assert done.outcome == "words_changed"
    assert story.town.rows.people["guest"].state is PersonState.INVITED
    assert await story.town.work.uow.people.consent("guest", Purpose.UPDATES) is None


async def test_a_coordinator_joins_without_a_parents_consent(story: Story) -> None:
    story.town.rows.people[NOOR.id] = replace(NOOR, state=PersonState.INVITED)
    await do(story, "Noor", "join")
    assert story.town.rows.people[NOOR.id].state is PersonState.ACTIVE
    assert await story.town.work.uow.people.consent(NOOR.id, Purpose.UPDATES) is None


async def test_a_guest_who_is_too_young_is_forgotten(story: Story) -> None:
    await do(story, "Guest", "forget_me")
    assert story.town.rows.people["guest"].state is PersonState.FORGETTING


async def test_fatma_reads_polish_and_listens_from_now_on(story: Story) -> None:
    await do(story, "Fatma", "choose_language", code="pl")
    await do(story, "Fatma", "choose_reading", reading="listen")
    fatma = story.town.person(FATMA)
    assert (fatma.language, fatma.reading) == ("pl", Reading.LISTEN)


async def test_a_language_that_is_not_offered_cannot_be_chosen(story: Story) -> None:
    with pytest.raises(Refused, match="language_not_offered"):
        await do(story, "Fatma", "choose_language", code="ti")


async def test_fatma_stops_and_a_pause_is_no_way_around_the_question(story: Story) -> None:
    await do(story, "Fatma", "stop_messages")
    assert story.town.person(FATMA).state is PersonState.STOPPED
    assert (await do(story, "Fatma", "pause_messages", weeks=4)).outcome == "not_joined"
    assert (await do(story, "Fatma", "come_back")).outcome == "consent_needed"
    assert story.town.person(FATMA).state is PersonState.STOPPED


async def test_fatma_pauses_for_four_weeks_and_what_she_agreed_to_stands(story: Story) -> None:
    done = await do(story, "Fatma", "pause_messages", weeks=4)
    assert story.town.person(FATMA).state is PersonState.PAUSED
    assert done.values == {"paused_until": wording.day(TODAY + timedelta(weeks=4))}
    consent = await story.town.work.uow.people.consent(FATMA.id, Purpose.UPDATES)
    assert consent is not None
    assert consent.stands


@pytest.mark.parametrize("state", [PersonState.STOPPED, PersonState.PAUSED])
async def test_fatma_whose_yes_stands_comes_back(story: Story, state: PersonState) -> None:
    story.town.rows.people[FATMA.id] = replace(FATMA, state=state)
    assert (await do(story, "Fatma", "come_back")).outcome == "done"
    assert story.town.person(FATMA).state is PersonState.ACTIVE


async def test_fatma_is_told_what_is_kept(story: Story) -> None:
    await do(story, "Fatma", "record_reaction", bulletin_id="bulletin-1", subject="meaning", kind="helps")
    done = await do(story, "Fatma", "tell_what_we_know")
    assert done.values["reading_word"] == {"text": "common.reading_read"}
    assert (done.values["reactions"], done.values["questions"]) == (1, 1)


async def test_who_has_not_joined_has_no_day_of_joining(story: Story) -> None:
    done = await do(story, "Guest", "tell_what_we_know")
    assert done.values["joined_on"] == "–"


async def test_who_joins_later_gets_the_newest_bulletin_in_their_language(story: Story) -> None:
    done = await do(story, "Fatma", "find_last_bulletin")
    assert done.values == {"bulletin_id": "bulletin-4", "revision_id": "revision-4"}


async def test_who_joins_before_the_first_bulletin_is_offered_none(story: Story) -> None:
    story.town.rows.bulletins = {}
    assert (await do(story, "Lotte", "find_last_bulletin")).outcome == "none"


async def test_a_full_bulletin_has_three_elements_and_no_message(story: Story) -> None:
    done = await do(story, "Lotte", "open_bulletin", bulletin_id="bulletin-1")
    assert done.values["kind"] == "full"
    assert done.values["meaning"] == wording.element("revision-1", "meaning")
    assert done.values["message"] == ""
    assert done.values["revision_id"] == "revision-1"


async def test_lottes_words_are_hers_until_she_lets_them_be_read(story: Story) -> None:
    about = {"bulletin_id": "bulletin-1", "subject": "proposal-1"}
    await do(story, "Lotte", "record_reaction", **about, kind="not")
    await do(story, "Lotte", "add_reaction_words", **about, words="Een speelgroep op zaterdag.")
    assert await read(story, "Noor") == ["Een vast gezicht."]
    await do(story, "Lotte", "allow_words", **about, version="words-nl", language="nl")
    (reaction,) = await story.town.work.uow.bulletins.reactions_of(LOTTE.id)
    assert (reaction.kind, reaction.words, reaction.may_show) == (ReactionKind.NOT, "Een speelgroep op zaterdag.", True)
    assert "Een speelgroep op zaterdag." in await read(story, "Noor")
    await do(story, "Lotte", "hide_words")
    assert await resolve(story.town.work.uow, wording.reaction(reaction.id), "nl") == wording.text("common.words_gone")


async def test_what_a_translator_made_of_words_goes_with_them(story: Story) -> None:
    uow, gone = story.town.work.uow, wording.text("common.words_gone")
    about = {"bulletin_id": "bulletin-1", "subject": "proposal-1"}
    await do(story, "Fatma", "add_reaction_words", **about, words="Cumartesi.")
    await do(story, "Fatma", "allow_words", **about, version="words-tr", language="tr")
    (reaction,) = await uow.bulletins.reactions_of(FATMA.id)
    (task,) = await uow.translations.of_reaction(reaction.id)
    await uow.translations.save(replace(task, state=TaskState.DONE, words="Op zaterdag."))
    assert await resolve(uow, wording.translation(task.id), "nl") == "Op zaterdag."
    await do(story, "Fatma", "hide_words")
    assert await resolve(uow, wording.translation(task.id), "nl") == gone


async def test_what_was_answered_to_a_draft_and_taken_back_on_its_way_is_not_said(story: Story) -> None:
    await do(story, "Lotte", "leave_panel")
    assert await resolve(story.town.work.uow, wording.trial("trial-2"), "nl") == wording.text("common.words_gone")


async def test_a_voice_note_beside_a_reaction_is_named_and_not_heard(story: Story) -> None:
    about = {"bulletin_id": "bulletin-1", "subject": "proposal-1"}
    await do(story, "Lotte", "add_reaction_words", **about, media_id="note-1")
    await do(story, "Lotte", "allow_words", **about, version="words-nl", language="nl")
    assert {"text": "common.voice_note"} in await read(story, "Noor")


async def test_counts_from_the_threshold_on_are_told_as_at_least(story: Story) -> None:
    for who in ("Fatma", "Kasia", "Lotte", "Amina", "Yusuf"):
        await do(story, who, "record_reaction", bulletin_id="bulletin-1", subject="proposal-1", kind="helps")
    counts = {str(item["subject_title"]): item for item in await find(story, "Noor", "reaction_counts", bulletin_id="bulletin-1")}
    proposal = counts[str(wording.element("revision-1", "proposal:proposal-1:title"))]
    assert (proposal["enough"], proposal["not_helping"]) == ("yes", "–")


async def test_a_question_reaches_the_coordinators_with_its_day(story: Story) -> None:
    done = await do(story, "Lotte", "ask_question", words="Wanneer begint het spreekuur?")
    assert done.values == {"answer_day": {"date": "2026-11-25"}, "is_read": "yes"}
    header = ("common.topic_header", "common.topic_promised", "common.card_open", "common.topic_answer_alone")
    assert story.parts(NOOR.id) == [header, ("common.topic_question",)]


async def test_in_a_forum_a_question_has_a_topic_of_its_own(story: Story) -> None:
    story.town.rows.groups["duo"] = Group("duo", VOORBEELDSTAD.id, BOT.id, "-100", is_forum=True)
    await do(story, "Lotte", "ask_question", words="Wanneer begint het spreekuur?")
    (delivery,) = [each for each in story.town.rows.deliveries.values() if each.recipient.id == "duo"]
    assert [part.kind for part in delivery.parts] == [PartKind.CREATE_TOPIC, PartKind.EDIT, PartKind.SEND]
    assert delivery.recipient.topic_of in story.town.rows.questions


async def test_a_question_remembers_where_it_was_said_so_that_an_edit_is_followed(story: Story) -> None:
    await do(story, "Lotte", "ask_question", words="Wanneer begint het spreekuur?")
    found = await story.town.work.uow.questions.message_by_external(LOTTE.id, f"person:{LOTTE.id}/message-1")
    assert found is not None


async def test_no_day_is_promised_while_nobody_reads(story: Story) -> None:
    asked = await do(story, "Pia", "ask_question", words="Wanneer begint het spreekuur?")
    more = await do(story, "Pia", "add_to_question", question_id="question-6", words="En op zaterdag?")
    assert (asked.values["is_read"], more.values["is_read"]) == ("no", "no")


async def test_a_new_day_stands_on_the_card_and_is_told_once(story: Story) -> None:
    done = await do(story, "Yusuf", "put_off_answer", question_id="question-5")
    assert done.values == {"answer_day": {"date": "2026-11-25"}}
    question = story.town.rows.questions["question-5"]
    assert (question.answer_by, question.promised) == (date(2026, 11, 20), date(2026, 11, 25))
    assert "common.topic_put_off" in story.parts(NOOR.id)[-1]
    again = await do(story, "Yusuf", "put_off_answer", question_id="question-5")
    assert again.outcome == "answered"


async def test_who_asks_on_after_the_promised_day_is_promised_no_day_that_is_over(story: Story) -> None:
    done = await do(story, "Yusuf", "add_to_question", question_id="question-5", words="Is er al iets bekend?")
    assert done.values["answer_day"] == {"date": "2026-11-25"}


@pytest.mark.parametrize(
    ("words", "language"), [("Ja, op dinsdag om 10 uur.", "only_dutch"), ("Evet, salı günü saat 10'da.", "as_it_is")]
)
async def test_an_answer_that_nobody_translates_says_so_when_it_is_dutch(story: Story, words: str, language: str) -> None:
    rows = story.town.rows
    rows.messages["answer-1"] = replace(rows.messages["answer-1"], text=words)
    done = await do(story, "Fatma", "open_answer", message_id="answer-1")
    assert done.values["answer_language"] == language


async def test_a_picture_has_no_language(story: Story) -> None:
    rows = story.town.rows
    rows.media["seen"] = Media("seen", VOORBEELDSTAD.id, BOT.id, NOOR.id, "photo", "file-1", MONDAY_MORNING)
    rows.messages["answer-1"] = replace(rows.messages["answer-1"], text="", media_id="seen")
    done = await do(story, "Fatma", "open_answer", message_id="answer-1")
    assert done.values["answer_language"] == "as_it_is"


async def test_a_coordinator_who_translates_it_may_have_spoken_the_parents_language(story: Story) -> None:
    rows = story.town.rows
    rows.people[NOOR.id] = replace(NOOR, translates=frozenset({"tr"}))
    rows.media["note-1"] = Media("note-1", VOORBEELDSTAD.id, BOT.id, NOOR.id, "voice", "file-1", MONDAY_MORNING)
    rows.messages["answer-1"] = replace(rows.messages["answer-1"], text="", media_id="note-1")
    done = await do(story, "Fatma", "open_answer", message_id="answer-1")
    assert done.values["answer_language"] == "as_it_is"


async def test_saying_more_opens_the_question_again(story: Story) -> None:
    story.town.rows.questions["question-1"] = replace(story.town.rows.questions["question-1"], state=QuestionState.ANSWERED)
    await do(story, "Fatma", "add_to_question", question_id="question-1", words="En op zaterdag?")
    assert story.town.rows.questions["question-1"].state is QuestionState.OPEN
    assert story.parts(NOOR.id)[0] == ("common.topic_more",)
    assert "common.card_open" in story.parts(NOOR.id)[1]


async def test_the_coordinators_see_that_fatma_has_her_answer(story: Story) -> None:
    await do(story, "Fatma", "close_question", question_id="question-1")
    assert story.town.rows.questions["question-1"].state is QuestionState.CLOSED
    assert story.parts(NOOR.id) == [("common.topic_closed",)]


async def test_nobody_reads_an_answer_to_somebody_else(story: Story) -> None:
    with pytest.raises(NotThere):
        await do(story, "Lotte", "open_answer", message_id="answer-1")


async def test_an_answer_by_voice_comes_along_by_its_id(story: Story) -> None:
    rows = story.town.rows
    rows.media["note-1"] = Media("note-1", VOORBEELDSTAD.id, BOT.id, NOOR.id, "voice", "file-1", MONDAY_MORNING)
    rows.messages["answer-1"] = replace(rows.messages["answer-1"], text="", media_id="note-1")
    done = await do(story, "Fatma", "open_answer", message_id="answer-1")
    expected = {"answer": {"text": "common.answer_by_voice"}, "answer_media": "note-1", "answer_language": "only_dutch"}
    assert done.values == expected


async def test_an_answer_tells_the_parent_and_remembers_who_gave_it(story: Story) -> None:
    await do(story, "Noor", "answer_question", question_id="question-1", words="Op dinsdag om 10 uur.")
    assert story.town.told("question_answered") == [FATMA.id]
    assert story.town.rows.questions["question-1"].state is QuestionState.ANSWERED


async def test_a_question_with_danger_is_marked_and_comes_first(story: Story) -> None:
    await do(story, "Lotte", "ask_question", words="Ik ben bang.")
    items = await find(story, "Noor", "open_questions")
    assert str(items[0]["label"]).startswith("❗ ")
    done = await do(story, "Noor", "open_question", question_id=items[0]["question_id"])
    assert done.values["mark"] == {"text": "common.topic_danger"}


async def test_a_question_by_voice_is_heard_by_the_coordinator(story: Story) -> None:
    rows = story.town.rows
    rows.messages["question-1-asked"] = replace(rows.messages["question-1-asked"], text="", media_id="note-2")
    for kind, note in (("voice", "voice_note"), ("photo", "photo_note"), ("document", "document_note")):
        rows.media["note-2"] = Media("note-2", VOORBEELDSTAD.id, BOT.id, FATMA.id, kind, "file-2", MONDAY_MORNING)
        done = await do(story, "Noor", "open_question", question_id="question-1")
        assert (done.values["asked"], done.values["asked_media"]) == ({"text": f"common.{note}"}, "note-2")


async def test_a_draft_that_nobody_else_looked_at_asks_for_a_look(story: Story) -> None:
    done = await do(story, "Noor", "check_readiness", bulletin_id="bulletin-2")
    assert (done.values["is_ready"], done.values["needs_look"]) == ("no", "yes")
    assert done.values["obstacles"] == [{"text": "common.obstacle_second_look_missing"}]
    await do(story, "Bram", "agree_to_draft", bulletin_id="bulletin-2", revision_id="revision-2")
    done = await do(story, "Noor", "check_readiness", bulletin_id="bulletin-2")
    assert (done.values["is_ready"], done.values["obstacles"]) == ("yes", [])


async def test_parents_whose_language_is_not_approved_are_counted_before_sending(story: Story) -> None:
    done = await do(story, "Noor", "check_readiness", bulletin_id="bulletin-3")
    assert (done.values["recipients"], done.values["without_language"]) == (6, 3)


async def test_a_draft_without_a_text_is_not_ready(story: Story) -> None:
    story.town.rows.bulletins["bulletin-2"] = replace(story.town.rows.bulletins["bulletin-2"], revision_id=None)
    done = await do(story, "Noor", "check_readiness", bulletin_id="bulletin-2")
    assert done.values["obstacles"] == [{"text": "common.obstacle_no_text"}]


async def test_a_bulletin_without_anybody_to_read_it_is_not_ready(story: Story) -> None:
    story.town.rows.people = {NOOR.id: NOOR}
    done = await do(story, "Noor", "check_readiness", bulletin_id="bulletin-3")
    assert done.values["obstacles"] == [{"text": "common.obstacle_no_recipients"}]


async def test_what_was_sent_is_not_sent_again(story: Story) -> None:
    await do(story, "Noor", "send_bulletin", bulletin_id="bulletin-3")
    assert (await do(story, "Bram", "send_bulletin", bulletin_id="bulletin-3")).outcome == "lacking"
    done = await do(story, "Noor", "check_readiness", bulletin_id="bulletin-3")
    assert done.values["obstacles"] == [{"text": "common.obstacle_already_sent"}]


async def test_counts_of_a_bulletin_add_up_to_its_recipients(story: Story) -> None:
    await do(story, "Noor", "send_bulletin", bulletin_id="bulletin-3")
    done = await do(story, "Noor", "count_deliveries", bulletin_id="bulletin-3")
    values = done.values
    told = {count["text"].removeprefix("common.count_"): count["values"]["number"] for count in values["counts"]}
    assert set(told) == {"underway", "waiting"}
    assert values["recipients"] == sum(told.values()) == 6
    waits = {"text": "common.reason_language_not_approved", "values": {"number": told["waiting"]}}
    assert values["why"] == {"text": "common.because", "values": {"reasons": [waits]}}
    assert (values["bulletin_state"], values["is_held"], values["has_uncertain"], values["may_begin"]) == (
        "sending",
        "no",
        "no",
        "no",
    )
    assert values["state_word"] == {"text": "common.state_sending"}


async def test_a_bulletin_that_goes_out_pauses_and_resumes(story: Story) -> None:
    await do(story, "Noor", "send_bulletin", bulletin_id="bulletin-3")
    await do(story, "Bram", "pause_bulletin", bulletin_id="bulletin-3")
    assert _state(story, "bulletin-3") is BulletinState.PAUSED
    await do(story, "Noor", "resume_bulletin", bulletin_id="bulletin-3")
    assert _state(story, "bulletin-3") is BulletinState.SENDING


async def test_the_limit_of_a_silence_is_named_and_never_in_the_past(story: Story) -> None:
    done = await do(story, "Noor", "tell_silence", trajectory_id=SPIEGEL.id, days=8)
    assert done.values["limit_day"] == wording.day(TODAY + timedelta(days=6))
    done = await do(story, "Noor", "tell_silence", trajectory_id=SPIEGEL.id, days=20)
    assert done.values["limit_day"] == wording.day(TODAY)


async def test_a_promised_day_that_passed_is_named(story: Story) -> None:
    done = await do(story, "Noor", "tell_promise", trajectory_id=SPIEGEL.id)
    assert done.values["promised_day"] == wording.day(TODAY - timedelta(days=1))


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("check_readiness", {"bulletin_id": "bulletin-2"}),
        ("count_deliveries", {"bulletin_id": "bulletin-1"}),
        ("agree_to_draft", {"bulletin_id": "bulletin-2", "revision_id": "revision-2"}),
        ("ask_look", {"bulletin_id": "bulletin-2"}),
        ("open_draft", {"bulletin_id": "bulletin-2"}),
        ("open_part", {"bulletin_id": "bulletin-2", "part": "meaning", "then": "hub"}),
        ("write_part", {"bulletin_id": "bulletin-2", "revision_id": "revision-2", "part": "meaning", "words": "Nee."}),
        ("use_quotes", {"bulletin_id": "bulletin-2", "revision_id": "revision-2", "quote_ids": ("alleen",)}),
        ("use_proposals", {"bulletin_id": "bulletin-2", "revision_id": "revision-2", "proposal_ids": ("proposal-1",)}),
        ("promise_next", {"bulletin_id": "bulletin-2", "revision_id": "revision-2", "day": "2026-12-01"}),
        ("overrule_plain", {"bulletin_id": "bulletin-2", "revision_id": "revision-2", "because": "Nee."}),
        ("take_whole", {"bulletin_id": "bulletin-2", "revision_id": "revision-2", "words": "Nee.", "media_id": ""}),
        ("read_draft_file", {"bulletin_id": "bulletin-2", "revision_id": "revision-2", "media_id": "good"}),
        ("remark_on_draft", {"bulletin_id": "bulletin-2", "revision_id": "revision-2", "words": "Nee.", "media_id": ""}),
        ("tell_look", {"bulletin_id": "bulletin-2"}),
        ("tell_look_given", {"bulletin_id": "bulletin-2", "remark_id": "", "look_by": "bram"}),
        ("tell_look_waits", {"bulletin_id": "bulletin-9"}),
        ("start_draft", {"trajectory_id": "spiegel", "kind": "full"}),
        ("set_reason_kind", {"proposal_id": "proposal-4", "kind": "money"}),
        ("tell_short", {"trajectory_id": "spiegel"}),
        ("send_ready_made", {"trajectory_id": "spiegel", "ready_made": "still_busy", "day": "2026-12-01", "anyway": True}),
        ("go_alone", {"bulletin_id": "bulletin-2", "because": "Ziek."}),
        ("send_bulletin", {"bulletin_id": "bulletin-3"}),
        ("pause_bulletin", {"bulletin_id": "bulletin-1"}),
        ("resume_bulletin", {"bulletin_id": "bulletin-4"}),
        ("open_question", {"question_id": "question-1"}),
        ("answer_question", {"question_id": "question-1", "words": "Ja."}),
        ("tell_silence", {"trajectory_id": "spiegel", "days": 8}),
        ("tell_promise", {"trajectory_id": "spiegel"}),
        ("tell_norm", {"rule": "told_we_do", "subject": "gesprek", "trajectory_id": "spiegel"}),
    ],
)
@pytest.mark.parametrize("who", [FATMA, WILLEM])
async def test_only_a_coordinator_of_this_coalition_may(story: Story, who: object, name: str, args: dict[str, object]) -> None:
    person = FATMA if who is FATMA else WILLEM
    context = replace(story.context("Noor"), person=person, actor=person.actor)
    action = REGISTRY.actions[name]
    with pytest.raises(NotAllowed):
        await action.run(context, action.spec.arguments(args))


@pytest.mark.parametrize("name", ["draft_bulletins", "sent_bulletins", "open_questions"])
async def test_a_parent_does_not_see_what_coordinators_choose_from(story: Story, name: str) -> None:
    with pytest.raises(NotAllowed):
        await REGISTRY.queries[name].run(story.context("Fatma"), NoArgs())


async def test_languages_are_offered_by_their_own_names(story: Story) -> None:
    items = await find(story, "Guest", "offered_languages")
    assert [item["own_name"] for item in items] == ["Nederlands", "English", "Türkçe", "العربية", "Polski"]


async def test_coordinators_choose_between_their_newest_bulletins(story: Story) -> None:
    drafts = await find(story, "Noor", "draft_bulletins")
    sent = await find(story, "Noor", "sent_bulletins")
    assert [item["number"] for item in drafts] == [8, 7, 6, 3, 2]
    assert [item["number"] for item in sent] == [6, 5, 4, 1]
    assert story.town.clock.now() == MONDAY_MORNING


async def test_fatma_stops_and_everybody_hears_that_her_question_is_closed(story: Story) -> None:
    town = story.town
    town.rows.groups["forum"] = Group("forum", VOORBEELDSTAD.id, BOT.id, "-1", is_forum=True)
    await do(story, "Fatma", "stop_messages")
    await do(story, "Fatma", "stop_messages")
    assert story.parts("forum") == [(), ("common.topic_dropped",)]
    assert story.parts(FATMA.id) == [("common.question_dropped",)]
    [told] = [d for d in town.rows.deliveries.values() if d.recipient.id == "forum"]
    assert told.parts[-1].content.values == {"pseudonym": "Lijster"}


async def test_who_stops_without_a_question_hears_nothing_of_questions(story: Story) -> None:
    await do(story, "Lotte", "stop_messages")
    assert story.parts(LOTTE.id) == []
    assert story.parts(NOOR.id) == []


async def test_coordinators_hear_that_a_question_goes_with_the_parent_who_is_forgotten(story: Story) -> None:
    await do(story, "Fatma", "forget_me")
    assert story.parts(NOOR.id) == story.parts(BRAM.id) == [("common.topic_dropped",)]
    assert story.parts(FATMA.id) == []


async def test_who_had_the_last_bulletin_is_not_offered_it_again(story: Story) -> None:
    to = Recipient(RecipientKind.PERSON, FATMA.id)
    had = Delivery("had", VOORBEELDSTAD.id, BOT.id, to, Why.BROADCAST, "had", MONDAY_MORNING, State.SENT)
    story.town.rows.deliveries["had"] = replace(had, bulletin_id="bulletin-4")
    assert (await do(story, "Fatma", "find_last_bulletin")).outcome == "none"


async def test_a_colleague_may_be_asked_while_it_is_hard_and_the_hardest_part_is_named(story: Story) -> None:
    rows = story.town.rows
    rows.revisions["revision-2"] = replace(rows.revisions["revision-2"], plain_score=40)
    rows.looks.pop("revision-2", None)
    given = (await do(story, "Noor", "open_draft", bulletin_id="bulletin-2")).values
    assert (given["too_hard"], given["has_worst"], given["has_colleague"], given["may_look"]) == ("yes", "yes", "yes", "no")
    assert given["worst"] in {element for language, element in rows.revisions["revision-2"].texts if language == "nl"}
    rows.revisions["revision-2"] = replace(rows.revisions["revision-2"], plain_overruled="Zo zeggen ouders het.")
    given = (await do(story, "Noor", "open_draft", bulletin_id="bulletin-2")).values
    assert (given["too_hard"], given["has_worst"], given["worst"]) == ("no", "no", "")
