"""A new version of ours brought other consent, stop or safety texts: languages that are on ask again, and coordinators hear it.

Derived from the facts at each look, as everything for those who work along is (`services.watch`), and told once for a version of
these texts: somebody who approves some of them changes nothing of that.
"""

from bot.domain.approval import text_hash
from bot.domain.coalition import Coalition
from bot.domain.events import Happened
from bot.outbox.quiet import hours_of, next_decent
from bot.services.people.absence import on_duty
from bot.services.speaking import languages
from bot.services.work import Wordbook, Work

EVENT = "languages_ask_again"


async def look(work: Work, coalition: Coalition) -> int:
    """How many coordinators were told, all languages in one message; who has quiet hours, at a later look."""
    if not await languages.asking_again(work, coalition.id):
        return 0
    now, version = work.clock.now(), version_of(work.words)
    people = [p for p in await on_duty(work, coalition.id) if next_decent(now, hours_of(coalition, p)) == now]
    events = [Happened(EVENT, coalition.id, person.id, f"{EVENT}:{version}:{person.id}") for person in people]
    return sum([await work.uow.inbox.tell(event) for event in events])


def version_of(words: Wordbook) -> str:
    """Changes with any word that must be approved, in any language."""
    return text_hash(*(words.fixed_hash(key, code) for code in words.languages() for key in words.safety_keys()))
