"""What coordinators do in the golden conversations about a bulletin that is on its way, or was to be."""

from dataclasses import replace
from datetime import timedelta

import sqlalchemy as sa

from bot.domain.actor import operator
from bot.domain.delivery import State
from bot.domain.proposal import ProposalStatus
from bot.services.delivery import halting, outages
from bot.storage.delivery_state import refresh
from bot.storage.tables.ledger import deliveries, parts
from tests.conversations.coordinators import FIRST, FIRST_SENT, SECOND
from tests.conversations.parents import FULL, SHORT
from tests.conversations.player import COALITION, GROUP, Player
from tests.conversations.scripts import for_coordinators


async def nobody_knows_whether_it_arrived(play: Player) -> None:
    """The last part of it, of everybody: as if its calls had no answer, twice."""
    async with play.stage.house.units.transaction() as tx:
        ids = [row.id for row in await tx.rows(sa.select(deliveries.c.id).where(deliveries.c.bulletin_id == FULL))]
        last = sa.select(sa.func.max(parts.c.number)).where(parts.c.delivery_id.in_(ids)).scalar_subquery()
        theirs = parts.c.delivery_id.in_(ids) & (parts.c.number == last)
        await tx.change(sa.update(parts).where(theirs).values(state=State.UNCERTAIN, reason="ambiguous"))
        await refresh(tx, ids)


async def a_status_changes(play: Player) -> None:
    async with play.stage.house.work() as work:
        bulletin = await work.uow.bulletins.get(FULL)
        revision = await work.uow.bulletins.revision(bulletin.revision_id or "")
        proposal = replace(await work.uow.trajectories.proposal(revision.proposal_ids[0]), status=ProposalStatus.DONE)
        await work.uow.trajectories.save_proposal(proposal)
        await halting.halt_what_changed(work, operator(COALITION), proposal)
    await play.settle()


async def nobody_was_there(play: Player) -> None:
    """For a night: the bulletin was due in the morning."""
    play.stage.world.clock.advance(timedelta(hours=12).total_seconds())
    async with play.stage.house.work() as work:
        await outages.hold(work, COALITION, work.clock.now() - timedelta(hours=12))
    await play.settle()


async def pauses(play: Player, how_long: str = "week") -> None:
    """A parent takes a pause, so that a bulletin is not done before it is over."""
    sem = await play.parent("Sem")
    await play.types(sem, "/pauze")
    await play.taps(sem, f"pause.how_long.choices.{how_long}")


async def in_the_evening(play: Player) -> None:
    """From ten in the morning on."""
    await play.waits(hours=12)


@for_coordinators
async def send_later(play: Player) -> None:
    await play.parent()
    marit = await play.coordinator()
    play.scene("Marit chooses tomorrow, and then another day after all", marit)
    await play.types(marit, "/stuur")
    await play.taps(marit, FIRST)
    play.cut()
    play.scene("When", marit)
    await play.taps(marit, "send.confirm.choices.tomorrow")
    await play.types(marit, "/stand")
    await play.taps(marit, FIRST)
    play.cut()
    await play.types(marit, "/stuur")
    await play.taps(marit, FIRST)
    play.scene("Another day", marit)
    await play.taps(marit, "send.confirm.choices.another_day")
    await play.taps(marit, "\u2068vrijdag 5 juni\u2069")
    await play.taps(marit, "send.what_time.choices.afternoon")
    play.cut()
    await play.waits(days=3)
    play.scene("The day has come", marit)
    await play.waits(hours=6)
    await play.types(marit, "/stand")
    await play.taps(marit, FIRST_SENT.replace("2 juni", "5 juni"))


@for_coordinators
async def progress_in_the_group(play: Player) -> None:
    await play.parent()
    await pauses(play)
    marit = await play.coordinator()
    await play.group(marit)
    play.scene("A bulletin goes out, and one message follows it", GROUP)
    await play.bulletin_goes_out(FULL)
    await play.waits(hours=3)
    await play.types(marit, "/stand", group=True)
    await play.taps(marit, FIRST_SENT, group=True)
    await play.taps(marit, "progress.show.choices.withdraw", group=True)
    await play.taps(marit, "progress.sure.choices.no", group=True)
    await play.taps(marit, "progress.show.choices.withdraw", group=True)
    await play.taps(marit, "progress.sure.choices.yes", group=True)
    await play.waits(hours=3)


@for_coordinators
async def progress_uncertain(play: Player) -> None:
    await play.parent()
    marit = await play.coordinator()
    await play.bulletin_goes_out(FULL)
    await nobody_knows_whether_it_arrived(play)
    play.scene("Nobody knows whether it arrived", marit)
    await play.types(marit, "/stand")
    await play.taps(marit, FIRST_SENT)
    await play.taps(marit, "progress.show.choices.uncertain")
    await play.taps(marit, "progress.uncertain.choices.keep")
    await play.taps(marit, "progress.show.choices.uncertain")
    await play.taps(marit, "progress.uncertain.choices.received")


@for_coordinators
async def halted(play: Player) -> None:
    await play.parent()
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    await pauses(play)
    await play.bulletin_goes_out(FULL)
    play.scene("A status changes under it; Marit is quicker than Bram", marit, bram)
    await a_status_changes(play)
    await play.taps(marit, "halted.ask.choices.go_on")
    await play.taps(bram, "halted.ask.choices.go_on")
    play.cut()
    await play.waits(hours=1)
    play.scene("It happens again, and Marit withdraws it", marit)
    await a_status_changes(play)
    await play.taps(marit, "halted.ask.choices.stop")


@for_coordinators
async def halted_not_ready(play: Player) -> None:
    await play.parent()
    marit = await play.coordinator()
    await play.types(marit, "/stuur")
    await play.taps(marit, SECOND)
    await play.taps(marit, "send.confirm.choices.tomorrow")
    await play.not_looked_at(SHORT)
    play.scene("Its text changed since, and nobody looked", marit)
    await play.waits(days=1)
    await play.taps(marit, "halted.ask.choices.go_on")
    await play.taps(marit, "halted.lacking.choices.mend")
    await play.types(marit, "/stand")
    await play.taps(marit, SECOND)
    await play.taps(marit, "progress.show.choices.resume")
    await play.taps(marit, "progress.lacking.choices.mend")


@for_coordinators
async def expired(play: Player) -> None:
    await play.parent()
    await pauses(play, "month")
    marit = await play.coordinator()
    await play.bulletin_goes_out(FULL)
    await play.waits(days=13)
    play.scene("Two weeks later", marit)
    await play.waits(days=1)


@for_coordinators
async def after_outage(play: Player) -> None:
    await play.parent()
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    await in_the_evening(play)
    await play.bulletin_goes_out(FULL)
    play.scene("Marit lets it go after all, and Bram is too late", marit, bram)
    await nobody_was_there(play)
    await play.taps(marit, "after_outage.ask.choices.send")
    await play.taps(bram, "after_outage.ask.choices.drop")


@for_coordinators
async def after_outage_dropped(play: Player) -> None:
    await play.parent()
    marit = await play.coordinator()
    await in_the_evening(play)
    await play.bulletin_goes_out(FULL)
    play.scene("Marit looks how it stands, and drops it", marit)
    await nobody_was_there(play)
    await play.types(marit, "/stand")
    await play.taps(marit, FIRST_SENT)
    await play.taps(marit, "after_outage.ask.choices.drop")
