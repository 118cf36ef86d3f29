"""What parents do, and what the engine makes of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.dialogue.book import FlowBook
from bot.dialogue.commands import ClearTimers, End, NotUnderstood, Say, SetTimer
from bot.dialogue.engine import advance, offered
from bot.dialogue.events import Chose, Finished, PersonFacts, Said, Started, TimePassed
from bot.dialogue.parts import Remind
from tests.dialogue.talk import Talk
from tests.people import FATMA, LOTTE, YUSUF


def at_needs(book: FlowBook) -> Talk:
    talk = Talk(book, LOTTE)
    talk.taps("good")
    talk.taps("2")
    return talk


def at_telling(book: FlowBook) -> Talk:
    talk = at_needs(book)
    talk.taps("done")
    talk.taps("yes")
    talk.taps("no")
    return talk


def at_board(book: FlowBook) -> Talk:
    talk = at_telling(book)
    talk.types("Dat het helpt")
    talk.taps("1")
    talk.taps("done")
    return talk


def test_lotte_gets_a_greeting_and_then_a_question_with_its_text_in_one_message(book: FlowBook) -> None:
    talk = Talk(book, LOTTE)
    assert talk.said == [("meeting.hello.say",), ("meeting.mood.say", "meeting.mood.ask")]
    assert talk.buttons == ["good", "bad"]
    assert talk.last.rows[0][0].label == {"text": "meeting.mood.choices.good"}


def test_yusuf_who_listens_gets_the_spoken_greeting(book: FlowBook) -> None:
    talk = Talk(book, YUSUF)
    assert talk.said[0] == ("meeting.hello_spoken.say",)


def test_a_question_sets_its_timers_and_an_answer_clears_them(book: FlowBook) -> None:
    talk = Talk(book, LOTTE)
    visit = talk.last.visit
    assert talk.commands[-2:] == [
        SetTimer("remind", timedelta(days=3), visit),
        SetTimer("until", timedelta(days=14), visit),
    ]
    assert talk.taps("good")[0] == ClearTimers()


def test_a_button_does_its_action_and_leads_on(book: FlowBook) -> None:
    talk = Talk(book, LOTTE)
    talk.taps("good")
    assert talk.done == [("record", {"kind": "good"})]
    assert talk.said == [("meeting.day.ask",)]


def test_an_action_that_refuses_leads_elsewhere(book: FlowBook) -> None:
    talk = Talk(book, LOTTE)
    talk.outcomes["record"] = "refused"
    talk.taps("good")
    assert talk.said == [("meeting.refused.say",)]
    assert talk.commands[-1] == End()


def test_a_button_that_is_tapped_again_later_is_not_heard(book: FlowBook) -> None:
    talk = Talk(book, LOTTE)
    visit = talk.last.visit
    talk.taps("good")
    before = talk.state
    assert talk.feed(Chose("mood", visit, "bad")) == []
    assert not talk.heard
    assert talk.state == before


def test_a_button_that_was_never_shown_is_not_heard(book: FlowBook) -> None:
    talk = Talk(book, LOTTE)
    talk.taps("call")
    assert not talk.heard


def test_typed_words_do_what_the_button_does(book: FlowBook) -> None:
    for typed in ("Prima!", "1", "١", "جيد", "👍🏽", "👍 goed"):
        talk = Talk(book, LOTTE)
        talk.types(typed, good="👍 Goed", bad="👎 Slecht")
        assert talk.done == [("record", {"kind": "good"})], typed


def test_fatma_types_the_label_as_she_reads_it(book: FlowBook) -> None:
    talk = Talk(book, FATMA)
    talk.types("KÖTÜ", good="👍 İyi", bad="👎 Kötü")
    assert talk.said == [("meeting.why.ask",)]


def test_what_is_not_understood_is_asked_once_more_and_then_goes_to_a_person(book: FlowBook) -> None:
    talk = Talk(book, LOTTE)
    talk.types("de bus was te laat")
    assert talk.said == [("common.not_understood",)]
    assert talk.buttons == ["good", "bad"]
    assert talk.types("echt waar") == [NotUnderstood("de bus was te laat\necht waar")]
    assert talk.types("hallo?") == [NotUnderstood("hallo?")]
    talk.taps("good")
    assert talk.heard


def test_a_sent_picture_is_not_understood_where_words_are_asked(book: FlowBook) -> None:
    talk = Talk(book, LOTTE)
    talk.taps("bad")
    talk.feed(Said("", "photo", "media-1"))
    assert talk.said == [("common.not_understood",)]
    assert talk.feed(Said("", "photo", "media-1")) == [NotUnderstood("", "photo", "media-1")]


def test_what_was_spoken_goes_along_with_what_is_typed_after_it(book: FlowBook) -> None:
    talk = Talk(book, LOTTE)
    talk.feed(Said("", "voice", "media-1"))
    assert talk.types("echt waar") == [NotUnderstood("echt waar", "text", "media-1")]


def test_two_long_messages_are_not_made_one_that_is_too_long(book: FlowBook) -> None:
    talk = Talk(book, LOTTE)
    talk.types("a " * 1400)
    assert talk.types("b " * 1400) == [NotUnderstood("b " * 1400)]


def test_one_reminder_comes_with_the_buttons_and_the_question_keeps_waiting(book: FlowBook) -> None:
    talk = Talk(book, LOTTE)
    talk.waits("remind")
    assert talk.said == [("meeting.mood.remind",)]
    assert talk.buttons == ["good", "bad"]
    assert talk.last.reminder
    talk.taps("good")
    assert talk.heard


def test_a_reminder_without_words_of_its_own_asks_the_same_once_more(book: FlowBook) -> None:
    meeting = book.flows["meeting"]
    mood = meeting.steps["mood"]
    steps = {**meeting.steps, "mood": mood.model_copy(update={"remind": Remind(after=timedelta(hours=1))})}
    talk = Talk(replace(book, flows={**book.flows, "meeting": meeting.model_copy(update={"steps": steps})}), LOTTE)
    talk.waits("remind")
    assert talk.said == [("meeting.mood.say", "meeting.mood.ask")]
    assert talk.buttons == ["good", "bad"]
    assert talk.last.reminder
    talk.taps("good")
    assert talk.heard


def test_time_that_was_up_leads_on_and_a_timer_of_an_earlier_question_does_nothing(book: FlowBook) -> None:
    talk = Talk(book, LOTTE)
    first = talk.last.visit
    talk.taps("bad")
    assert talk.feed(TimePassed("until", first)) == []
    assert not talk.heard
    talk.taps("back")
    assert talk.waits("until") == [ClearTimers(), End()]
    assert talk.state is not None
    assert talk.state.is_over


def test_an_answer_is_kept_in_words(book: FlowBook) -> None:
    talk = Talk(book, LOTTE)
    talk.taps("bad")
    talk.types(" Te druk ")
    assert talk.said == [("meeting.heard.say",), ("meeting.day.ask",)]
    assert (talk.values["words"], talk.values["words_media"]) == ("Te druk", "")


def test_an_answer_is_kept_as_a_voice_note(book: FlowBook) -> None:
    talk = Talk(book, YUSUF)
    talk.taps("bad")
    talk.speaks("media-7")
    assert (talk.values["words"], talk.values["words_media"]) == ("", "media-7")


def test_an_answer_may_be_skipped_by_button_or_by_word(book: FlowBook) -> None:
    ways: list[Callable[[Talk], object]] = [lambda talk: talk.taps("skip"), lambda talk: talk.types("Skip")]
    for skip in ways:
        talk = Talk(book, LOTTE)
        talk.taps("bad")
        assert talk.buttons == ["skip", "back"]
        skip(talk)
        assert talk.values["words"] == ""
        assert talk.said[-1] == ("meeting.day.ask",)


def test_a_number_is_an_answer_where_words_are_asked(book: FlowBook) -> None:
    talk = Talk(book, LOTTE)
    talk.taps("bad")
    talk.types("1")
    assert talk.values["words"] == "1"


def test_an_answer_that_is_too_long_may_be_given_again(book: FlowBook) -> None:
    talk = Talk(book, LOTTE)
    talk.taps("bad")
    talk.types("x" * 21)
    assert talk.said == [("common.too_long",)]
    assert talk.last.values == {"most": 20}
    talk.types("x" * 20)
    assert talk.values["words"] == "x" * 20


def test_back_goes_to_the_question_before_without_doing_its_actions_again(book: FlowBook) -> None:
    talk = Talk(book, LOTTE)
    talk.taps("bad")
    talk.taps("back")
    assert talk.said == [("meeting.mood.say", "meeting.mood.ask")]
    assert "back" not in talk.buttons
    talk.taps("bad")
    assert talk.said == [("meeting.why.ask",)]


def test_choices_come_from_a_query_and_their_values_are_kept(book: FlowBook) -> None:
    talk = Talk(book, LOTTE)
    talk.taps("good")
    assert talk.asked == [("days", {"most": 3})]
    assert talk.buttons == ["1", "2", "never", "back"]
    assert talk.last.rows[1][0].label == "dinsdag"
    talk.types("dinsdag", **{"2": "dinsdag"})
    assert talk.done[-1] == ("choose_day", {"day_id": "tu"})
    assert talk.last.values["day_name"] == "dinsdag"


def test_when_a_query_finds_nothing_the_flow_goes_its_other_way(book: FlowBook) -> None:
    talk = Talk(book, LOTTE)
    talk.finds["days"] = ()
    talk.taps("good")
    assert talk.said[0] == ("meeting.no_days.say",)


def test_choosing_several_ticks_in_one_card_and_the_oldest_gives_way(book: FlowBook) -> None:
    talk = at_needs(book)
    card = talk.last.card
    assert card is not None
    for choice in ("child_care", "meal", "travel"):
        talk.taps(choice)
    assert talk.last.card == card
    labels = {button.choice: button.label for row in talk.last.rows for button in row}
    assert labels["child_care"] == {"text": "meeting.needs.choices.child_care"}
    assert labels["meal"] == {"ticked": {"text": "meeting.needs.choices.meal"}}
    talk.types("bus")
    talk.types("klaar")
    assert talk.done[-1] == ("keep_needs", {"needs": ["meal"]})
    assert talk.said[0] == ("meeting.needs_kept.say",)


def test_the_labels_of_what_was_chosen_can_be_said(book: FlowBook) -> None:
    talk = at_needs(book)
    talk.taps("travel")
    talk.taps("meal")
    done = talk.taps("done")[0]
    assert getattr(done, "values", {}) == {
        "needs_labels": [{"text": "meeting.needs.choices.meal"}, {"text": "meeting.needs.choices.travel"}]
    }


def test_each_calls_a_flow_for_every_item_and_comes_back(book: FlowBook) -> None:
    talk = at_needs(book)
    talk.taps("done")
    assert talk.last.values == {"plan_title": "Een spreekuur", "each_number": 1, "each_total": 2}
    talk.taps("yes")
    assert talk.last.values == {"plan_title": "Een huis", "each_number": 2, "each_total": 2}
    talk.taps("no")
    assert talk.said == [("meeting.tell.say",), ("meeting.tell.ask",)]
    assert "plan_title" not in talk.values


def test_each_over_nothing_goes_on(book: FlowBook) -> None:
    talk = at_needs(book)
    talk.finds["plans"] = ()
    talk.taps("done")
    assert talk.said == [("meeting.needs_kept.say",), ("meeting.tell.say",), ("meeting.tell.ask",)]


def test_a_plural_text_gets_the_number_that_decides(book: FlowBook) -> None:
    talk = at_telling(book)
    assert getattr(talk.commands[0], "values", {}) == {"total": 2}


def test_teach_back_keeps_the_reaction_beside_the_text(book: FlowBook) -> None:
    talk = at_telling(book)
    talk.types("Dat het helpt")
    assert talk.done[-1] == ("keep_words", {"words": "Dat het helpt", "about": "meeting.tell.say"})


def test_a_called_flow_gives_its_value_back(book: FlowBook) -> None:
    talk = at_board(book)
    assert talk.last.texts == ("meeting.board.say",)
    assert talk.last.card == "board"
    assert talk.last.values == {"certain": ["heel"]}


def test_a_step_waits_for_somebody_else(book: FlowBook) -> None:
    talk = at_board(book)
    talk.wakes("question_answered")
    assert not talk.heard
    talk.wakes("colleague_ready", colleague_word="Noor")
    assert talk.last.values == {"colleague_word": "Noor"}
    assert talk.last.picture == "party"
    assert talk.commands[-1] == End()


def test_what_is_said_after_the_end_is_not_heard(book: FlowBook) -> None:
    talk = Talk(book, LOTTE)
    talk.waits("until")
    talk.types("hallo")
    assert not talk.heard
    assert talk.commands == []


def test_a_flow_that_is_not_there_does_not_start(book: FlowBook) -> None:
    turn = advance(book, None, Started("nowhere"), PersonFacts())
    assert (turn.state.is_over, turn.heard, turn.commands) == (True, False, (End(),))


def test_an_outcome_that_nobody_waits_for_is_not_heard(book: FlowBook) -> None:
    talk = Talk(book, LOTTE)
    talk.feed(Finished())
    assert not talk.heard


def test_the_open_buttons_can_be_asked_for(book: FlowBook) -> None:
    talk = Talk(book, LOTTE)
    assert [button.choice for button in offered(book, talk.state, talk.facts)] == ["good", "bad"]
    assert [button.words for button in offered(book, talk.state, talk.facts)] == [("good",), ("bad", "sad")]
    assert offered(book, None, talk.facts) == ()


def test_a_step_says_the_texts_of_another_one_in_the_language_that_it_names(book: FlowBook) -> None:
    talk = Talk(book, LOTTE, flow="look", tongue="tr", words="Bir tolk.", secret="x")
    mood, said, heard, question = [command for command in talk.commands if isinstance(command, Say)]
    assert (mood.texts, mood.language, mood.voice) == (("meeting.mood.say", "meeting.mood.ask"), "tr", True)
    assert mood.shown == ({"text": "meeting.mood.choices.good"}, {"text": "meeting.mood.choices.bad"})
    assert (mood.rows, mood.step) == ((), "mood")
    assert (said.texts, said.shown, said.language) == (("meeting.mood.say",), (), "")
    assert (heard.texts, heard.language, heard.values) == (("meeting.heard.say",), "ar", {"words": "Bir tolk."})
    assert (question.texts, question.language) == (("look.answer.ask",), "")


def test_texts_of_a_step_that_is_gone_are_passed_over(book: FlowBook) -> None:
    gone = replace(book, flows={name: flow for name, flow in book.flows.items() if name != "meeting"})
    talk = Talk(gone, LOTTE, flow="look", tongue="tr", words="x")
    assert talk.said == [("look.answer.ask",)]
