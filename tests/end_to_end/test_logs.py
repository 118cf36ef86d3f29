"""What the log says while everything happens names nobody, and gives nothing away."""

import logging

import pytest

from bot.rehearsal.demo import story
from bot.rehearsal.demo.stage import Stage


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_the_log_of_a_whole_story_names_no_person_no_word_and_no_token(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await story.coordinators_join(stage)
    await story.parents_join(stage)
    await story.update_goes_out(stage)
    await story.parents_react(stage)
    stage.people["Sem"].phone.block()
    await story.question_is_answered(stage)
    said = {m.text for who in stage.people.values() for m in who.phone.messages if not m.from_bot and len(m.text) > 5}
    ids = {str(who.phone.user.id) for who in stage.people.values()}
    payloads = {text.partition(" ")[2] for text in said if text.startswith("/start ")}
    for secret in {*stage.people, *said, *ids, *payloads, stage.settings.telegram_token, stage.settings.secret_key}:
        assert secret not in caplog.text
