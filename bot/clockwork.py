"""What is looked at every so often, wired."""

from collections.abc import Awaitable, Callable, Mapping

from bot.domain.bulletin import Bulletin
from bot.domain.coalition import Coalition
from bot.handling import question_card, reaction_cards, relay
from bot.handling.progress import tell_progress
from bot.handling.reports import ReportTick
from bot.handling.worker import Outside
from bot.services.delivery import lateness, scheduling, steering
from bot.services.following_up import language_waits
from bot.services.following_up.watch import watch
from bot.services.people import tidying
from bot.services.speaking import asking_again
from bot.services.translation import translations_late
from bot.services.work import Work
from bot.storage.turns import SqlTurns
from scheduler.follow_ups import FollowUpTick
from scheduler.heartbeat import SECONDS, Heartbeat
from scheduler.media import MediaTick
from scheduler.opening import Opening, window_of
from scheduler.ports import Line
from scheduler.rounds import Each, Round
from scheduler.ticks import Tick

Body = Callable[[], Awaitable[int]]


def ticks(outside: Outside, turns: SqlTurns, lines: Mapping[str, Line], heartbeat: Heartbeat) -> list[Tick]:
    """What is looked at every so often; each answers how much it did. Those that have something sent keep the heartbeat."""

    def knowing(body: Body) -> Body:
        """Not before it is known whether something was missed."""

        async def kept() -> int:
            await heartbeat.keep()
            return await body()

        return kept

    async def all_coalitions(work: Work) -> list[Coalition]:
        return await work.uow.coalitions.all()

    async def going(work: Work) -> list[Bulletin]:
        return await work.uow.bulletins.going()

    async def what_time_does(work: Work, bulletin: Bulletin) -> int:
        """It begins, expires, is done, and the coordinators' group sees how far it is."""
        steps = (scheduling.begin_if_due, lateness.expire_if_late, steering.finish_if_done, tell_progress)
        return sum([await step(work, bulletin.id) for step in steps])

    def doing(use_case: Callable[[Work], Awaitable[int]]) -> Body:
        """In a unit of work of its own."""

        async def body() -> int:
            async with outside.units() as uow:
                return await use_case(outside.work(uow))

        return body

    def for_each(find: Callable[[Work], Awaitable[list[Each]]], do: Callable[[Work, Each], Awaitable[int]]) -> Body:
        """Each in a unit of work of its own."""
        return Round(units=outside.units, work=outside.work, find=find, do=do).run_once

    async def sweep() -> None:
        """Paces that nobody waits for."""
        async with turns() as turn:
            await turn.outgoing.sweep()

    return [
        Tick("follow-ups", 1.0, knowing(FollowUpTick(turns=turns, work=outside.work, clock=outside.clock).run_once)),
        Tick("broadcasts", 1.0, knowing(Opening(turns=turns, clock=outside.clock, window=window_of(lines.values())).run_once)),
        Tick("media", 2.0, MediaTick(turns=turns, lines=lines).run_once),
        Tick("reports", 2.0, ReportTick(units=outside.units, work=outside.work).run_once),
        Tick("heartbeat", SECONDS, heartbeat.run_once),
        Tick("bulletins", 5.0, knowing(for_each(going, what_time_does))),
        Tick("warnings", 60.0, for_each(all_coalitions, watch)),
        Tick("messages that wait for a language", 60.0, for_each(all_coalitions, language_waits.look)),
        Tick("translations", 60.0, for_each(all_coalitions, translations_late.look)),
        Tick("languages that ask again", 600.0, for_each(all_coalitions, asking_again.look)),
        Tick("reaction cards", 60.0, for_each(all_coalitions, reaction_cards.look)),
        Tick("answers that did not arrive", 60.0, for_each(relay.lost_answers, relay.tell_lost_answer)),
        Tick("answers on their way", 5.0, for_each(question_card.answers_under_way, question_card.follow_answer)),
        Tick("strangers", 60.0, doing(tidying.forget_strangers)),
        Tick("guests", 3600.0, for_each(tidying.guests_over_time, tidying.forget_guest)),
        Tick("media that nothing refers to", 3600.0, for_each(tidying.loose_media, tidying.drop_media)),
        Tick("conversations and inbox rows that are over", 3600.0, doing(tidying.clear)),
        Tick("paces", 3600.0, sweep),
    ]
