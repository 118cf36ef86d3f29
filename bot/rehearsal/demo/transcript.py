"""The story on paper."""

from collections.abc import Mapping

from bot.rehearsal.demo.stage import Somebody, Stage
from bot.rehearsal.messages import Message
from bot.services import disclosure
from bot.services.disclosure import Counts

COALITION = "voorbeeldstad"

ISOLATES = dict.fromkeys((0x2066, 0x2067, 0x2068, 0x2069, 0x200F, 0x200E), None)


def phones(stage: Stage) -> str:
    """Every phone, and the group, with what came (◂) and what was said (▸)."""
    pages = [_page(f"{who.name} ({who.language})", who.phone.messages, who) for who in stage.people.values()]
    if stage.forum is not None:
        viewer = next(iter(stage.people.values()))
        pages.append(_page("The coordinators' group", viewer.phone.messages_in(stage.forum.chat), None))
        pages += [_page(f"Topic: {t.name}", viewer.phone.messages_in(stage.forum.chat, t.id), None) for t in stage.forum.topics]
    return "\n".join(pages)


def shown(message: Message) -> str:
    """What a message says on a phone, without invisible marks."""
    words = message.text or f"[{message.kind}]"
    lines = [words.translate(ISOLATES)]
    lines += ["   ".join(f"[ {label.translate(ISOLATES)} ]" for label in row) for row in message.buttons]
    return "\n".join(lines)


def _page(title: str, messages: list[Message], owner: Somebody | None) -> str:
    lines = [f"━━ {title} ━━"]
    for message in messages:
        mark = "◂" if message.from_bot else "▸"
        who = "" if owner or message.from_bot else f"{message.sender.first_name}: "
        first, *rest = (who + shown(message)).split("\n")
        lines += [f"  {mark} {first}", *(f"    {line}" for line in rest)]
    return "\n".join([*lines, ""])


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
                lines.append(f"    {words.subject:<16} in {words.language}: {words.text or '[a voice note]'}")
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
