"""The story on paper."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.rehearsal.demo.stage import Stage
from bot.rehearsal.messages import Message
from bot.services.hearing import disclosure
from bot.services.hearing.disclosure import Counts

COALITION = "voorbeeldstad"
ZONE = ZoneInfo("Europe/Amsterdam")
ISOLATES = dict.fromkeys((0x2066, 0x2067, 0x2068, 0x2069, 0x200F, 0x200E), None)


def phones(stage: Stage) -> str:
    """Every phone, and the group with its topics: what came (◂), and what was typed, spoken or tapped (▸)."""
    pages = [_page(stage, f"{who.name} ({who.language})", who.phone.messages) for who in stage.people.values()]
    if stage.forum is not None:
        viewer, chat = next(iter(stage.people.values())).phone, stage.forum.chat
        general = [message for message in viewer.messages_in(chat) if message.thread_id is None]
        pages.append(_page(stage, "The coordinators' group", general))
        pages += [_page(stage, f"Topic “{plain(t.name)}”", viewer.messages_in(chat, t.id)) for t in stage.forum.topics]
    return "\n".join(pages)


def plain(text: str) -> str:
    """Without marks that nobody sees."""
    return text.translate(ISOLATES)


def shown(message: Message) -> str:
    """What a message says on a phone."""
    lines = [plain(message.text or f"[{message.kind.replace('_', ' ')}]")]
    lines += ["   ".join(f"[ {plain(label)} ]" for label in row) for row in message.buttons]
    return "\n".join(lines)


def _page(stage: Stage, title: str, messages: list[Message]) -> str:
    lines, day = [f"━━ {title} ━━"], ""
    for message in messages:
        today = f"{datetime.fromtimestamp(message.date, ZONE):%A %-d %B}"
        if today != day:
            lines.append(f"  ─ {today} ─")
            day = today
        many = message.chat.id < 0 and not message.from_bot
        lines += _line("◂" if message.from_bot else "▸", (f"{message.sender.first_name}: " if many else "") + shown(message))
        for tap in stage.taps:
            if (tap.chat_id, tap.after) == (message.chat.id, message.id):
                lines += _line("▸", (f"{tap.who}: " if message.chat.id < 0 else "") + f"[ {plain(tap.label)} ]")
    return "\n".join([*lines, ""])


SPOKEN = {
    disclosure.Form.WORDS: "[a voice note, written down]",
    disclosure.Form.WAITS: "[a voice note; somebody may listen, and writes it down]",
    disclosure.Form.UNHEARD: "[a voice note; nobody may listen]",
}


def _line(mark: str, words: str) -> list[str]:
    first, *rest = words.split("\n")
    return [f"  {mark} {first}", *(f"    {line}" for line in rest)]


async def closing_table(stage: Stage) -> str:
    """What coordinators may see: counts and reasons, reactions by the disclosure rules, words by permission, questions."""
    lines = ["━━ What the coordinators see ━━"]
    async with stage.house.work() as work:
        people = await work.uow.people.coordinators(COALITION)
        actor = next(person.actor for person in people if person.joined_at is not None)
        for bulletin in await work.uow.bulletins.of(COALITION):
            progress = await disclosure.progress(work, actor, bulletin.id)
            status = progress.status
            lines.append(f"  {status.id}: {status.state}, {status.recipients} recipients ({_counted(status.counts)})")
            lines += [f"    {counts.subject:<16} {_reactions(counts)}" for counts in progress.counts]
            for words in await disclosure.words(work, actor, bulletin.id):
                lines.append(f"    {words.subject:<16} in {words.language}: {words.text or SPOKEN[words.form]}")
        for question in await disclosure.threads(work, actor):
            lines.append(f"  open question of {question.pseudonym} ({question.language}): answer by {question.answer_by}")
    return "\n".join([*lines, ""])


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{state} {count}" for state, count in sorted(counts.items())) or "nobody yet"


def _reactions(counts: Counts) -> str:
    if counts.total is None:
        return "too few reactions to show"
    kinds = ", ".join(f"{kind} {count}" for kind, count in counts.kinds.items() if count is not None)
    return f"at least {counts.total} reactions" + (f" ({kinds})" if kinds else "")
