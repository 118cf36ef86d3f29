"""What is kept of the person, as kinds and counts.

Fatma: tell_what_we_know → done
"""

from zoneinfo import ZoneInfo

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.domain import wording
from bot.domain.consent import Consent, Purpose
from bot.domain.wording import Values
from bot.handling.context import Context, Done
from bot.services.people import leaving
from bot.services.people.leaving import Known

CONSENTS = frozenset(
    {"updates_word", "updates_on", "gets_updates", "words_word", "words_on", "shows_words", "panel_word", "panel_on", "on_panel"}
    | {"voice_word", "voice_on", "lets_hear"}
)
SPEC = ActionSpec(
    "tell_what_we_know", gives=frozenset({"reading_word", "joined_on", "reactions", "questions", "trials"}) | CONSENTS
)


async def run(context: Context, args: NoArgs) -> Done:
    """Of oneself only. Who has not joined yet has a dash for a day.

    Of each purpose of consent: a word (yes, taken back, or not asked), the day of that, and whether it stands.
    """
    known = await leaving.what_we_know(context.work, context.person.actor)
    coalition = await context.work.uow.coalitions.get(context.person.coalition_id)
    zone = ZoneInfo(context.person.zone or coalition.zone)
    return Done(
        values={
            "reading_word": wording.text(f"common.reading_{known.reading}"),
            "joined_on": wording.day(known.since.astimezone(zone).date()) if known.since else "–",
            "reactions": known.counts["reactions"],
            "questions": known.counts["questions"],
            "trials": known.counts["trials"],
            "gets_updates": _stands(known, Purpose.UPDATES),
            "shows_words": _stands(known, Purpose.WORDS),
            "lets_hear": _stands(known, Purpose.VOICE),
            "on_panel": _stands(known, Purpose.PANEL),
            **_told("updates", known.consents.get(Purpose.UPDATES), zone),
            **_told("words", known.consents.get(Purpose.WORDS), zone),
            **_told("voice", known.consents.get(Purpose.VOICE), zone),
            **_told("panel", known.consents.get(Purpose.PANEL), zone),
        }
    )


def _stands(known: Known, purpose: Purpose) -> bool:
    return purpose in known.consents and known.consents[purpose].stands


def _told(name: str, consent: Consent | None, zone: ZoneInfo) -> Values:
    """`<name>_word` and `<name>_on`; without a consent there is no day."""
    if consent is None:
        return {f"{name}_word": wording.text("common.consent_none"), f"{name}_on": ""}
    word = "given" if consent.withdrawn_at is None else "withdrawn"
    day = (consent.withdrawn_at or consent.given_at).astimezone(zone).date()
    return {f"{name}_word": wording.text(f"common.consent_{word}"), f"{name}_on": wording.day(day)}
