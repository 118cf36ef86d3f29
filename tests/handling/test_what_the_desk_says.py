"""Who works along reads what is theirs: no commands that they lack, no ids, no buttons that they may not use."""

import json
from dataclasses import replace

import pytest

from bot.dialogue.actions import NoArgs
from bot.domain.actor import Role
from bot.domain.delivery import Recipient, RecipientKind
from bot.domain.errors import NotAllowed
from bot.domain.person import Person
from bot.domain.question import QuestionMessage
from bot.handling.actions import check_readiness, count_deliveries, tell_calendar, tell_my_choices, tell_today
from bot.handling.arguments import OfBulletin, OfTrajectory
from bot.handling.context import Context
from bot.handling.translators import how_to_answer
from bot.services.delivery import steering
from tests.handling.stories import GUEST, Story
from tests.people import BRAM, FATMA, KASIA, LOTTE, NOOR, SANNE

SAMIRA = replace(NOOR, id="samira", name="Samira", roles=frozenset({Role.MODERATOR}))
ADA = replace(NOOR, id="ada", name="Ada", roles=frozenset({Role.ADVISOR}))
BULLETIN = OfBulletin(bulletin_id="bulletin-1")


def as_(story: Story, person: Person) -> Context:
    story.town.rows.people[person.id] = person
    return replace(story.context("Noor"), person=person, actor=person.actor)


async def test_a_moderator_reads_what_is_due_without_commands_that_she_lacks(story: Story) -> None:
    hers = json.dumps((await tell_today.run(as_(story, SAMIRA), NoArgs())).values)
    noors = json.dumps((await tell_today.run(story.context("Noor"), NoArgs())).values)
    assert "line_" in hers
    assert "common.how_" not in hers
    assert "common.how_stuur" in noors


@pytest.mark.parametrize("role", [Role.ADVISOR, Role.READER])
async def test_who_reads_along_sees_how_a_bulletin_stands_and_steers_nothing(story: Story, role: Role) -> None:
    ada = replace(ADA, roles=frozenset({role}))
    done = await count_deliveries.run(as_(story, ada), BULLETIN)
    assert done.values["may_steer"] == "no"
    assert (await count_deliveries.run(story.context("Noor"), BULLETIN)).values["may_steer"] == "yes"
    for act in (steering.pause, steering.cancel):
        with pytest.raises(NotAllowed):
            await act(story.town.work, ada.actor, "bulletin-1")


async def test_a_moderator_does_not_see_how_a_bulletin_stands(story: Story) -> None:
    with pytest.raises(NotAllowed):
        await count_deliveries.run(as_(story, SAMIRA), BULLETIN)


async def test_a_proposal_without_a_name_is_no_id(story: Story) -> None:
    done = await tell_calendar.run(story.context("Noor"), OfTrajectory(trajectory_id="spreekuur"))
    told = json.dumps(done.values)
    assert "proposal-3" not in told
    assert "common.untitled_proposal" in told


@pytest.mark.parametrize(
    ("place", "where"),
    [
        (Recipient(RecipientKind.GROUP, "group", "question-1"), "here"),
        (Recipient(RecipientKind.GROUP, "group"), "by_reply"),
        (Recipient(RecipientKind.PERSON, NOOR.id), "alone"),
    ],
)
async def test_what_stays_among_colleagues_is_said_where_colleagues_read_along(
    story: Story, place: Recipient, where: str
) -> None:
    message: QuestionMessage = story.town.rows.messages["question-2-asked"]
    assert await how_to_answer(story.town.work, message, place) == f"common.topic_answer_{where}"


async def test_who_wrote_it_can_ask_a_colleague_before_sending(story: Story) -> None:
    for number in (2, 9):
        done = await check_readiness.run(story.context("Noor"), OfBulletin(bulletin_id=f"bulletin-{number}"))
        assert (done.values["own_work"], done.values["has_colleague"]) == ("yes", "yes")
    assert done.values["colleague"] == BRAM.name


async def test_a_parents_help_names_what_applies_to_them(story: Story) -> None:
    async def of(parent: Person) -> tuple[str, ...]:
        values = (await tell_my_choices.run(story.context(parent.id.title()), NoArgs())).values
        return tuple(values[f"has_{name}"] for name in ("interpreters", "panel", "contact"))

    assert await of(KASIA) == ("yes", "yes", "no")
    assert await of(FATMA) == ("no", "yes", "yes")
    assert await of(LOTTE) == ("no", "yes", "yes")
    assert await of(SANNE) == ("no", "yes", "no")
    assert await of(GUEST) == ("no", "no", "no")
