"""A whole text, or a whole file, over a draft: what somebody else wrote meanwhile stays until its writer has chosen.

What nobody else changed is written at once; the parts that both changed wait for a choice, and what was sent is kept as a note.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from bot.domain.actor import Actor
from bot.domain.errors import Stale
from bot.services.work import Work
from bot.services.writing import composing, drafting
from bot.services.writing.drafting import Change, Changed
from bot.services.writing.revising import NEXT_PROMISED, OVERRULED, PROPOSALS, QUOTES


@dataclass(frozen=True, slots=True)
class Whole:
    """What somebody sent: a change in Dutch, and words of other languages by element."""

    change: Change
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def only(self, parts: Collection[str]) -> "Whole":
        """What it says of these parts."""
        change = self.change
        wanted = Change(
            _some(change.texts, parts),
            change.quote_ids if QUOTES in parts else None,
            change.proposal_ids if PROPOSALS in parts else None,
            change.next_promised if NEXT_PROMISED in parts else None,
            change.plain_overruled if OVERRULED in parts else None,
        )
        return Whole(wanted, {code: _some(texts, parts) for code, texts in self.translations.items()})

    def without(self, parts: Collection[str]) -> "Whole":
        """What it says of the others. A reason for hard words is one for all of them together: it waits too."""
        said = {*self.change.texts, *(part for texts in self.translations.values() for part in texts)}
        others = {QUOTES, PROPOSALS, NEXT_PROMISED, *said} - {*parts}
        return self.only({part for part in others if not _goes_with(part, parts)})


@dataclass(frozen=True, slots=True)
class Written:
    """`clash`: the parts that somebody (`by`) wrote otherwise meanwhile; they are as that one left them."""

    changed: Changed
    clash: tuple[str, ...] = ()
    by: str = ""


async def write(work: Work, actor: Actor, bulletin_id: str, base_id: str, whole: Whole) -> Written:
    """All of it, over what the writer saw; or what does not clash, and which parts do. Stale: `already_sent`."""
    try:
        return Written(await _write(work, actor, bulletin_id, base_id, whole))
    except Stale as stale:
        if stale.code != "draft_changed":
            raise
        clash, by = tuple(str(stale.fields["parts"]).split(",")), str(stale.fields["by"])
    changed = await _write(work, actor, bulletin_id, base_id, whole.without(clash))
    return Written(changed, clash, by)


async def keep(work: Work, actor: Actor, bulletin_id: str, words: str, media_id: str) -> None:
    """What was sent lies beside the draft, as a note; once."""
    media = media_id or None
    for note in await composing.notes(work, actor, bulletin_id):
        if (note.by, note.words, note.media_id) == (actor.id, words, media):
            return
    await composing.keep_note(work, actor, bulletin_id, words, media_id)


async def _write(work: Work, actor: Actor, bulletin_id: str, base_id: str, whole: Whole) -> Changed:
    changed = await drafting.change(work, actor, bulletin_id, base_id, whole.change)
    for language, texts in whole.translations.items():
        if texts:
            translated = await drafting.translate(work, actor, bulletin_id, language, texts)
            changed = replace(changed, bulletin=translated.bulletin, revision=translated.revision)
    return changed


def _some(texts: Mapping[str, str], parts: Collection[str]) -> dict[str, str]:
    return {part: words for part, words in texts.items() if part in parts or _goes_with(part, parts)}


def _goes_with(part: str, parts: Collection[str]) -> bool:
    """Words of proposals go with the choice of them: those of one that is not told of would go to nobody."""
    return part.startswith("proposal:") and PROPOSALS in parts
