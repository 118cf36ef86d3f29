"""A tapped button: the message shows what was chosen, its buttons are gone, and the conversation never waits for that."""

import pytest

from bot.rehearsal.demo.stage import LONG_STEP, Somebody, Stage
from bot.rehearsal.faults import Fault, Trouble
from bot.rehearsal.messages import Message
from tests.end_to_end.test_buttons import token_of
from tests.end_to_end.town import forum, in_group, joined, sends, set_aside


def said(stage: Stage, key: str, language: str = "nl") -> str:
    return stage.house.library.catalogs.render(key, language)


async def asked(stage: Stage) -> tuple[Somebody, Message]:
    """Lotte got the bulletin, and the question under it."""
    lotte = await joined(stage, "Lotte")
    await sends(stage)
    await stage.pass_time(minutes=1)
    return lotte, stage.expect(lotte, "react.understood.ask")[-1]


async def test_what_was_tapped_stands_below_the_question_and_the_buttons_are_gone(stage: Stage) -> None:
    lotte, question = await asked(stage)
    await stage.tap(lotte, "react.understood.choices.helps")
    assert question.text == f"{said(stage, 'react.understood.ask')}\n\n✓ {said(stage, 'react.understood.choices.helps')}"
    assert not question.buttons


async def test_a_button_that_is_tapped_twice_in_a_hurry_is_heard_once_and_the_second_tap_gets_no_answer(stage: Stage) -> None:
    lotte, question = await asked(stage)
    token = token_of(question, said(stage, "react.understood.choices.helps"))
    lotte.fresh()
    lotte.phone.tap_data(question, token)
    lotte.phone.tap_data(question, token)
    await stage.settle()
    assert said(stage, "common.over") not in [message.text for message in lotte.fresh()]
    assert question.text.count("✓") == 1


async def test_an_old_button_says_that_it_is_over_and_goes_without_a_mark(stage: Stage) -> None:
    lotte, question = await asked(stage)
    await stage.pass_time(days=15, most=LONG_STEP)
    lotte.phone.tap(said(stage, "react.understood.choices.helps"), message=question)
    await stage.settle()
    stage.expect(lotte, "common.over")
    assert question.text == said(stage, "react.understood.ask")
    assert not question.buttons


@pytest.mark.parametrize("trouble", [None, Trouble.INTERNAL, Trouble.RESET])
async def test_a_message_that_cannot_be_tidied_costs_the_conversation_nothing(stage: Stage, trouble: Trouble | None) -> None:
    """Deleted by the parent, or refused for as long as the story lasts."""
    lotte, question = await asked(stage)
    token = token_of(question, said(stage, "react.understood.choices.a_little"))
    if trouble is not None:
        stage.world.faults.add(Fault(trouble, "editMessageText", times=None))
    else:
        stage.world.delete(question)
    lotte.fresh()
    lotte.phone.tap_data(question, token)
    await stage.settle()
    stage.expect(lotte, "react.what_missed.ask")
    await stage.say(lotte, "Meer rust")
    stage.expect(lotte, "keep_words.keep.ask")
    assert [message.text for message in lotte.phone.messages].count(said(stage, "react.understood.ask")) <= 1
    assert await set_aside(stage) == 0


async def test_a_card_that_was_shown_anew_keeps_its_buttons(stage: Stage) -> None:
    await forum(stage)
    await joined(stage, "Lotte")
    await sends(stage)
    await stage.pass_time(minutes=1)
    marit = stage.people["Marit"]
    await stage.say(marit, "/stand", in_group=True)
    choice = in_group(stage)[-1]
    await stage.tap(marit, "", in_group=True, label=choice.buttons[0][0])
    assert not choice.buttons
    card = next(message for message in reversed(in_group(stage)) if message.buttons)
    before = token_of(card, said(stage, "progress.show.choices.refresh"))
    await stage.tap(marit, "progress.show.choices.refresh", in_group=True)
    assert token_of(card, said(stage, "progress.show.choices.refresh")) != before
    assert "✓" not in card.text


async def test_loose_messages_are_asked_about_once_and_go_along_together(stage: Stage) -> None:
    group = await forum(stage)
    lotte = await joined(stage, "Lotte")
    for words in ("Hallo", "Mag ik iets vragen?", "Mag mijn moeder mee?"):
        lotte.phone.say(words)
    await stage.settle()
    shown = [message for message in lotte.phone.messages if message.from_bot]
    assert len(shown) == 1
    assert "3" in shown[0].text
    await stage.tap(lotte, "unprompted.send_it.choices.yes")
    [topic] = group.topics
    asked = [message.text for message in in_group(stage, topic.id)]
    assert any(all(one in text for one in ("Hallo", "Mag ik iets vragen?", "Mag mijn moeder mee?")) for text in asked)
