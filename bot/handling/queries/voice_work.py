"""What there is to read aloud and to listen to, by language.

Kyra: {voice_work: {}} → {kind: hear, voice_language: pl}
"""

from bot.dialogue.actions import NoArgs, QuerySpec
from bot.domain import wording
from bot.domain.wording import Values
from bot.handling.context import Context
from bot.services.speaking import own_voice

SPEC = QuerySpec("voice_work", gives=frozenset({"kind", "voice_language", "label"}))


async def run(context: Context, args: NoArgs) -> list[Values]:
    """Listening first: somebody waits for that."""
    work, actor = context.work, context.actor
    items: list[Values] = []
    for code, count in (await own_voice.languages_to_hear(work, actor)).items():
        items.append(_item("hear", code, count))
    for code in await own_voice.spoken_languages(work, actor):
        found = await own_voice.next_to_speak(work, actor, code)
        if found is not None:
            items.append(_item("speak", code, found.left))
    return items


def _item(kind: str, code: str, count: int) -> Values:
    label = wording.text(f"common.voices_to_{kind}", language_word=wording.language_name(code), count=count)
    return {"kind": kind, "voice_language": code, "label": label}
