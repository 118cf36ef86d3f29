"""A story of a few steps: a parent joins, asks a question, is answered, gets the update and reacts. Without a group."""

from collections.abc import Awaitable, Callable

from bot.domain.actor import Role, operator
from bot.rehearsal.demo.stage import Stage
from bot.rehearsal.demo.transcript import COALITION
from bot.services.delivery import sending

BULLETIN = "eerste-terugkoppeling"
QUESTION = "Mag mijn moeder mee naar de koffie-ochtend?"
ANSWER = "Ja, graag! Je moeder is welkom."

Step = Callable[[Stage], Awaitable[None]]
"""Somebody does one thing, and everything follows that follows from it."""


async def marit_opens_her_invitation(stage: Stage) -> None:
    await stage.invite("Marit", "nl", Role.COORDINATOR)


async def marit_says_that_it_is_her(stage: Stage) -> None:
    await stage.tap(stage.people["Marit"], "coordinator_welcome.hello.choices.yes")


async def lotte_opens_her_invitation(stage: Stage) -> None:
    await stage.invite("Lotte", "nl")


async def lotte_chooses_dutch(stage: Stage) -> None:
    await stage.tap(stage.people["Lotte"], "", label="Nederlands")


async def lotte_is_old_enough(stage: Stage) -> None:
    await stage.tap(stage.people["Lotte"], "welcome.age.choices.adult")


async def lotte_wants_messages(stage: Stage) -> None:
    await stage.tap(stage.people["Lotte"], "consent.ask.choices.yes")


async def lotte_wants_to_read(stage: Stage) -> None:
    await stage.tap(stage.people["Lotte"], "welcome.reading.choices.read")


async def lotte_has_a_question(stage: Stage) -> None:
    await stage.say(stage.people["Lotte"], "/vraag")


async def lotte_asks(stage: Stage) -> None:
    await stage.say(stage.people["Lotte"], QUESTION)


async def marit_answers(stage: Stage) -> None:
    phone = stage.people["Marit"].phone
    asked = next(message for message in reversed(phone.messages) if QUESTION in message.text)
    phone.say(ANSWER, reply_to=asked)
    await stage.settle()


async def lotte_is_helped(stage: Stage) -> None:
    await stage.tap(stage.people["Lotte"], "answer_received.answer.choices.yes")


async def the_update_goes_out(stage: Stage) -> None:
    async with stage.house.work() as work:
        await sending.send(work, operator(COALITION), BULLETIN)
    await stage.pass_time(minutes=20)


async def lotte_reacts(stage: Stage) -> None:
    await stage.tap(stage.people["Lotte"], "react.understood.choices.helps")


STEPS: tuple[Step, ...] = (
    marit_opens_her_invitation,
    marit_says_that_it_is_her,
    lotte_opens_her_invitation,
    lotte_chooses_dutch,
    lotte_is_old_enough,
    lotte_wants_to_read,
    lotte_wants_messages,
    lotte_has_a_question,
    lotte_asks,
    marit_answers,
    lotte_is_helped,
    the_update_goes_out,
    lotte_reacts,
)

LAST_WORDS = "react_proposal.plan.ask"
"""What Lotte is asked when the story ends."""
