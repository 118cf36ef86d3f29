"""What coordinators, owners and parents do in the golden conversations about proposals."""

import re
from dataclasses import replace
from datetime import date

import sqlalchemy as sa

from bot.domain.bulletin import BulletinKind
from bot.domain.reaction import MEANING
from bot.handling.typed_days import read_day
from bot.rehearsal.demo.stage import TRAJECTORY, Somebody
from bot.services.following_up import proposing
from bot.services.hearing import reactions
from bot.storage.tables.trajectories import proposals as proposals_table
from tests.conversations.coordinators import FIRST_SENT
from tests.conversations.parents import FULL, WORDS
from tests.conversations.player import COALITION, GROUP, Player
from tests.conversations.scripts import for_coordinators, for_parents

COFFEE, INTERPRETER = "Koffie-ochtend voor ouders", "Een tolk bij de verloskundige"
NO_MONEY = "Er is dit jaar geen geld voor een tolk. In januari kijken we opnieuw."
HARD = "De ketenpartners implementeren een integrale aanpak ter bevordering van de laagdrempelige toegankelijkheid."


async def some_react(play: Player, *names: str) -> list[Somebody]:
    """A full bulletin went out; each of them says that it fits, and likes the first plan."""
    parents = [await play.parent(name) for name in names]
    await play.bulletin_goes_out(FULL)
    for parent in parents:
        await play.taps(parent, "react.understood.choices.helps")
        await play.taps(parent, "react_proposal.plan.choices.helps")
    return parents


async def has_a_name(play: Player) -> None:
    """As `run` sees to it: what the bot is called is known."""
    async with play.stage.house.work() as work:
        [account] = await work.uow.coalitions.bot_accounts(COALITION)
        await work.uow.coalitions.save_bot_account(replace(account, username="weerklank_voorbeeld_bot"))


async def opens_owners_link(play: Player, coordinator: Somebody, owner: Somebody) -> None:
    """The link that the coordinator got last, passed on."""
    link = next(found for m in reversed(coordinator.phone.messages) if (found := re.search(r"start=(\S+)", m.text)))
    play.paper.acted(owner.name, "(opens the link)")
    owner.phone.open_link(link[1].strip("\u2069"))
    await play.settle()


@for_coordinators
async def proposals(play: Player) -> None:
    marit = await play.coordinator()
    play.scene("Marit looks at the proposals, gives one to somebody, and changes its words", marit)
    await play.types(marit, "/voorstellen")
    await play.taps(marit, INTERPRETER)
    await play.taps(marit, "proposal.show.choices.who")
    await play.types(marit, "Praktijk Ooievaar")
    await play.types(marit, "Gemeente Voorbeeldstad")
    await play.types(marit, "31-2")
    await play.types(marit, "12 juni")
    await play.taps(marit, "proposal.show.choices.words")
    await play.taps(marit, "reword_proposal.which.choices.plan")
    await play.types(marit, HARD)
    await play.taps(marit, "reword_proposal.hard.choices.again")
    await play.types(marit, "Vanaf 1 augustus kun je een tolk krijgen. Je betaalt niets.")
    await play.taps(marit, "proposal.show.choices.nothing")


@for_coordinators
async def proposals_new(play: Player) -> None:
    marit = await play.coordinator()
    play.scene("Marit makes a proposal, and leaves the day for later", marit)
    await play.types(marit, "/voorstellen")
    await play.taps(marit, "proposals.choose.choices.new")
    await play.taps(marit, "De eerste weken met je baby")
    await play.types(marit, "Een speelgroep op zaterdag")
    await play.types(marit, HARD)
    await play.taps(marit, "propose_in.hard.choices.as_it_is")
    await play.taps(marit, "common.skip")
    await play.types(marit, "buurthuis De Linde")
    await play.taps(marit, "common.skip")
    await play.taps(marit, "proposal_day.day.choices.later")
    await play.types(marit, "/voorstellen")
    play.scene("She changes its title and its way in; a title that is too long is refused", marit)
    await play.taps(marit, "Een speelgroep op zaterdag")
    await play.taps(marit, "proposal.show.choices.words")
    await play.taps(marit, "reword_proposal.which.choices.title")
    await play.types(marit, "Een speelgroep " * 20)
    await play.types(marit, "Speelgroep op zaterdag")
    await play.taps(marit, "proposal.show.choices.words")
    await play.taps(marit, "reword_proposal.which.choices.way_in")
    await play.types(marit, "Kom naar De Linde, zaterdag om 10 uur.")
    play.scene("She is called away from another one, and what she typed is kept", marit)
    await play.types(marit, "/voorstellen")
    await play.taps(marit, "proposals.choose.choices.new")
    await play.taps(marit, "De eerste weken met je baby")
    await play.types(marit, "Vaders onder elkaar")
    await play.types(marit, "Elke maand is er een avond voor vaders.")
    await play.waits(days=2)


@for_coordinators
async def proposals_none(play: Player) -> None:
    marit = await play.coordinator()
    async with play.stage.house.units.transaction() as tx:
        await tx.change(sa.delete(proposals_table))
    play.scene("There are none yet", marit)
    await play.types(marit, "/voorstellen")
    await play.taps(marit, "proposals.nothing.choices.later")


@for_coordinators
async def proposals_many(play: Player) -> None:
    marit = await play.coordinator()
    async with play.stage.house.work() as work:
        [person, *_] = await work.uow.people.coordinators(COALITION)
        for number in range(1, 11):
            await proposing.create(work, person.actor, TRAJECTORY, f"Idee {number}", "Wie het wil, doet mee.")
    play.scene("There are more than a screen holds", marit)
    await play.types(marit, "/voorstellen")
    await play.taps(marit, "proposals.choose.choices.more")
    await play.taps(marit, COFFEE)


@for_coordinators
async def reactions_many(play: Player) -> None:
    marit = await play.coordinator()
    await some_react(play, "Lotte", "Sem", "Fatma")
    async with play.stage.house.work() as work:
        [bulletin] = [b for b in await work.uow.bulletins.of(COALITION) if b.sent_at and b.kind is BulletinKind.FULL]
        told_of = (await work.uow.bulletins.revision(str(bulletin.revision_id))).proposal_ids
        for number, parent in enumerate(await work.uow.people.parents(TRAJECTORY), 1):
            for subject in (MEANING, *told_of):
                words = f"Woorden van ouder {number}"
                await reactions.add_words(work, parent.actor, bulletin.id, subject, words, may_show=True, language="nl")
    play.scene("Marit reads on, and makes a proposal of the last one", marit)
    await play.types(marit, "/reacties")
    await play.taps(marit, FIRST_SENT)
    await play.taps(marit, "read_words.propose.choices.more")
    await play.taps(marit, "12")


@for_coordinators
async def move_proposal(play: Player) -> None:
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    await some_react(play, "Lotte")
    play.scene("Marit says no, with a reason; Bram looked at it before, and is too late", marit, bram)
    await play.types(bram, "/voorstellen")
    await play.taps(bram, INTERPRETER)
    await play.taps(bram, "proposal.show.choices.move")
    await play.types(marit, "/voorstellen")
    await play.taps(marit, INTERPRETER)
    await play.taps(marit, "proposal.show.choices.move")
    await play.taps(marit, "move_proposal.where.choices.not_now")
    await play.taps(marit, "no_reason.kind.choices.money")
    await play.types(marit, HARD)
    await play.taps(marit, "no_reason.hard.choices.again")
    await play.types(marit, NO_MONEY)
    await play.taps(bram, "move_proposal.where.choices.started")
    await play.taps(bram, "move_proposal.where.choices.leave")
    play.scene("It was a mistake: Marit moves it back, and nobody hears of it", marit)
    await play.types(marit, "/voorstellen")
    await play.taps(marit, INTERPRETER)
    await play.taps(marit, "proposal.show.choices.move")
    await play.taps(marit, "move_proposal.where.choices.planned")
    play.scene("A reason that nobody confirms moves nothing", marit)
    await play.types(marit, "/voorstellen")
    await play.taps(marit, INTERPRETER)
    await play.taps(marit, "proposal.show.choices.move")
    await play.taps(marit, "move_proposal.where.choices.not_now")
    await play.taps(marit, "no_reason.kind.choices.money")
    await play.types(marit, HARD)
    await play.waits(days=2)


@for_parents
async def proposal_moved(play: Player) -> None:
    lotte, sem = await some_react(play, "Lotte", "Sem")
    marit = await play.coordinator()
    await play.taps(lotte, "react_proposal.plan.choices.helps")
    await play.waits(hours=1)
    play.scene("A plan is done: who reacted to it hears it, an hour later", lotte, sem)
    await moves(play, marit, COFFEE, "ready")
    await play.waits(hours=1)
    play.scene("Another one is stopped; only Lotte reacted to it", lotte, sem)
    await moves(play, marit, INTERPRETER, "not_now")
    await play.waits(hours=1)
    play.scene("It goes on after all, on the same day: she hears that the day after, in the morning", lotte)
    await moves(play, marit, INTERPRETER, "exploring")
    await moves(play, marit, INTERPRETER, "started")
    await play.waits(hours=3)
    await play.waits(days=1)
    await play.waits(minutes=20)


async def moves(play: Player, coordinator: Somebody, proposal: str, where: str) -> None:
    """By hand, with a reason for a no."""
    await play.types(coordinator, "/voorstellen")
    await play.taps(coordinator, proposal)
    await play.taps(coordinator, "proposal.show.choices.move")
    await play.taps(coordinator, f"move_proposal.where.choices.{where}")
    if where == "not_now":
        await play.taps(coordinator, "no_reason.kind.choices.money")
        await play.types(coordinator, NO_MONEY)


@for_coordinators
async def reaction_cards(play: Player) -> None:
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    await play.group(marit, bram)
    late = await play.parent("Yusuf")
    words = await play.parent("Noura")
    await some_react(play, "Lotte", "Sem", "Fatma", "Zofia", "Amal")
    await play.taps(words, "react.understood.choices.helps")
    await play.taps(words, "react_proposal.plan.choices.not")
    await play.types(words, WORDS[play.language])
    await play.taps(words, "keep_words.keep.choices.yes")
    play.scene("The hour strikes; one more reacts, and nothing changes", GROUP)
    await play.waits(hours=1)
    await play.taps(late, "react.understood.choices.helps")
    await play.taps(late, "react_proposal.plan.choices.not")
    await play.waits(hours=1)
    play.scene("Marit reads words, and makes a proposal of them", GROUP)
    await play.taps(marit, "Woorden lezen", group=True)
    await play.taps(marit, "1", group=True)
    await play.types(marit, "Een tolk aan de telefoon", group=True)
    play.cut()
    play.scene("Bram moves a proposal by its card", GROUP)
    await play.taps(bram, "➡️ Verplaats", group=True)
    await play.taps(bram, "move_proposal.where.choices.ready", group=True)


@for_coordinators
async def reactions_words(play: Player) -> None:
    marit = await play.coordinator()
    lotte, sem = await some_react(play, "Lotte", "Sem")
    await play.taps(lotte, "react_proposal.plan.choices.not")
    await play.types(lotte, WORDS["nl"])
    await play.taps(lotte, "keep_words.keep.choices.yes")
    play.scene("Marit reads what Lotte says would help", marit)
    await play.types(marit, "/reacties")
    await play.taps(marit, FIRST_SENT)
    await play.taps(marit, "read_words.propose.choices.none_of_these")
    play.cut()
    await play.waits(hours=1)
    await play.taps(sem, "react_proposal.plan.choices.not")
    await play.types(sem, "Graag iemand die belt.")
    await play.taps(sem, "keep_words.keep.choices.yes")
    play.scene("Later there are new words, and Marit makes a proposal of them", marit)
    await play.types(marit, "/reacties")
    await play.taps(marit, FIRST_SENT)
    await play.taps(marit, "1")
    await play.types(marit, "Elke week een belletje")
    await play.types(marit, "Wil je dat? Dan bellen we elke week.")
    await play.taps(marit, "common.skip")
    await play.types(marit, "consultatiebureau")
    await play.types(marit, "gemeente")
    await play.taps(marit, "\u2068dinsdag 30 juni\u2069")


@for_coordinators
async def owner_welcome(play: Player) -> None:
    marit, samira = await play.coordinator(), play.stranger("Samira", "nl")
    await some_react(play, "Lotte", "Sem", "Fatma", "Zofia", "Amal", "Grace")
    await has_a_name(play)
    play.scene("Marit makes a link; Samira opens it, and says that it is done", marit, samira)
    await play.types(marit, "/voorstellen")
    await play.taps(marit, COFFEE)
    await play.taps(marit, "proposal.show.choices.link")
    await opens_owners_link(play, marit, samira)
    await play.taps(samira, "owner_welcome.hello.choices.yes")
    await play.taps(samira, COFFEE)
    await play.taps(samira, "owner_proposal.show.choices.ready")
    await play.types(samira, "Er komen elke week 12 ouders.")
    await play.taps(marit, "owner_said.news.choices.follow")
    play.scene("Samira types what we do not know", samira)
    await play.types(samira, "hallo")
    await play.types(samira, "/reacties")


@for_coordinators
async def owner_welcome_declined(play: Player) -> None:
    marit, samira = await play.coordinator(), play.stranger("Samira", "nl")
    play.scene("Nobody knows yet what the bot is called", marit)
    await play.types(marit, "/voorstellen")
    await play.taps(marit, COFFEE)
    await play.taps(marit, "proposal.show.choices.link")
    play.cut()
    await has_a_name(play)
    await play.types(marit, "/voorstellen")
    await play.taps(marit, COFFEE)
    await play.taps(marit, "proposal.show.choices.link")
    play.scene("Samira would rather not", samira)
    await opens_owners_link(play, marit, samira)
    await play.taps(samira, "owner_welcome.hello.choices.no")
    play.scene("Marit tries the link herself, and stays who she is", marit)
    await play.types(marit, "/voorstellen")
    await play.taps(marit, COFFEE)
    await play.taps(marit, "proposal.show.choices.link")
    await opens_owners_link(play, marit, marit)
    await play.taps(marit, "owner_welcome.hello.choices.no")
    await play.types(marit, "/voorstellen")
    await play.taps(marit, COFFEE)


@for_coordinators
async def owner_proposal(play: Player) -> None:
    marit, samira, karim = await play.coordinator(), play.stranger("Samira", "nl"), play.stranger("Karim", "nl")
    await becomes_owner(play, marit, samira, COFFEE)
    play.scene("Samira gets a second proposal, and says no to it", samira, marit)
    await play.types(marit, "/voorstellen")
    await play.taps(marit, INTERPRETER)
    await play.taps(marit, "proposal.show.choices.link")
    await opens_owners_link(play, marit, samira)
    await play.taps(samira, "owner_welcome.hello.choices.yes")
    await play.taps(samira, INTERPRETER)
    await play.taps(samira, "owner_proposal.show.choices.not_possible")
    await play.taps(samira, "no_reason.kind.choices.not_ours")
    await play.types(samira, "De zorgverzekeraar betaalt de tolk niet.")
    await play.taps(marit, "owner_said.news.choices.otherwise")
    await play.taps(marit, "move_proposal.where.choices.exploring")
    play.scene("Karim sees to it now, so Samira's button is over", samira)
    await play.types(samira, "/voorstel")
    await play.taps(samira, INTERPRETER)
    play.cut()
    await becomes_owner(play, marit, karim, INTERPRETER)
    play.scene("It is not hers any more", samira)
    await play.taps(samira, "owner_proposal.show.choices.started")
    await play.taps(samira, "common.skip")


async def becomes_owner(play: Player, coordinator: Somebody, owner: Somebody, proposal: str) -> None:
    """By a link of a coordinator."""
    await has_a_name(play)
    await play.types(coordinator, "/voorstellen")
    await play.taps(coordinator, proposal)
    await play.taps(coordinator, "proposal.show.choices.link")
    await opens_owners_link(play, coordinator, owner)
    await play.taps(owner, "owner_welcome.hello.choices.yes")


@for_coordinators
async def owner_said(play: Player) -> None:
    marit, bram, samira = await play.coordinator("Marit"), await play.coordinator("Bram"), play.stranger("Samira", "nl")
    await becomes_owner(play, marit, samira, COFFEE)
    await play.taps(samira, COFFEE)
    play.scene("It stands where it stood", marit)
    await play.taps(samira, "owner_proposal.show.choices.started")
    await play.types(samira, "Het loopt goed.")
    play.scene("It moved, says Samira; Bram is quicker than Marit", marit, bram)
    await play.types(samira, "/voorstel")
    await play.taps(samira, COFFEE)
    await play.taps(samira, "owner_proposal.show.choices.ready")
    await play.taps(samira, "common.skip")
    await play.taps(bram, "owner_said.news.choices.follow")
    await play.taps(marit, "owner_said.news.choices.follow")
    play.scene("It was too early, says Samira within the hour: parents never heard of it", marit)
    await play.types(samira, "/voorstel")
    await play.taps(samira, COFFEE)
    await play.taps(samira, "owner_proposal.show.choices.started")
    await play.taps(samira, "common.skip")
    await play.taps(marit, "owner_said.news.choices.follow")
    play.scene("Another one sees to it from now on", marit, samira)
    await play.types(marit, "/voorstellen")
    await play.taps(marit, COFFEE)
    await play.taps(marit, "proposal.show.choices.who")
    await play.types(marit, "Buurtteam Zuid")
    await play.taps(marit, "common.skip")
    await play.taps(marit, "proposal_day.day.choices.later")
    await play.types(samira, "/voorstel")


@for_coordinators
async def owner_proposals(play: Player) -> None:
    marit, samira, karim = await play.coordinator(), play.stranger("Samira", "nl"), play.stranger("Karim", "nl")
    await becomes_owner(play, marit, samira, COFFEE)
    play.scene("Samira looks again, and leaves it", samira)
    await play.types(samira, "/voorstel")
    await play.taps(samira, COFFEE)
    await play.taps(samira, "owner_proposal.show.choices.later")
    play.scene("She says where it stands, and no more than that: it is told a day later", samira, marit)
    await play.types(samira, "/voorstel")
    await play.taps(samira, COFFEE)
    await play.taps(samira, "owner_proposal.show.choices.ready")
    await play.waits(days=1)
    play.cut()
    await becomes_owner(play, marit, karim, COFFEE)
    play.scene("Karim sees to it now", samira)
    await play.types(samira, "/voorstel")


@for_coordinators
async def decision_due(play: Player) -> None:
    marit = await play.coordinator()
    play.scene("The day of a decision comes near, and is there, and is over", marit)
    await decided_on(play, marit, "12 juni")
    await play.waits(days=7)
    await play.taps(marit, "decision_due.ask.choices.later")
    await play.waits(days=3)
    await play.taps(marit, "decision_due.ask.choices.later")
    await play.waits(days=7)
    await play.taps(marit, "decision_due.ask.choices.another_day")
    await play.types(marit, "1-9")
    play.scene("Another day, and a decision this time", marit)
    await play.waits(days=70)
    await play.taps(marit, "decision_due.ask.choices.move")
    await play.taps(marit, "move_proposal.where.choices.started")
    await play.waits(days=10)


async def decided_on(play: Player, coordinator: Somebody, day: str) -> None:
    """The interpreter, by hand; off the paper."""
    async with play.stage.house.work() as work:
        proposal = await work.uow.trajectories.proposal("tolk")
        day_ = read_day(day, date(2026, 6, 2), ahead=True)
        await work.uow.trajectories.save_proposal(replace(proposal, decision_on=day_))


@for_coordinators
async def owner_nudge(play: Player) -> None:
    marit, samira = await play.coordinator(), play.stranger("Samira", "nl")
    await becomes_owner(play, marit, samira, INTERPRETER)
    await decided_on(play, marit, "12 juni")
    play.scene("Samira hears of the day, and says where it stands", samira)
    await play.waits(days=7)
    await play.waits(days=3)
    await play.taps(samira, "owner_proposal.show.choices.exploring")
    await play.taps(samira, "common.skip")
