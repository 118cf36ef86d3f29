"""In which languages a coalition may speak: those that it switched on, and bulletins in words that its own people approved."""

from bot.domain.approval import text_hash
from bot.domain.bulletin import BulletinState, Revision, tells_picture
from bot.domain.delivery import Recipient, RecipientKind
from bot.services.speaking.fixed_texts import safe
from bot.services.work import Work

SOURCE = "nl"
"""Texts are written in it, so it counts as approved."""
FOR_COORDINATORS = ("nl", "en")
"""Coordinators' flows are in these two (DESIGN, 'the flow language')."""
NOT_APPROVED = "language_not_approved"
"""The reason of a delivery that waits for it."""


async def offered(work: Work, coalition_id: str) -> tuple[str, ...]:
    """Those that a parent may choose: the source, and the languages the coalition switched on whose catalog is complete and of
    which it approved the consent, stop and safety texts as they are now. In the coalition's own order, others by code."""
    coalition = await work.uow.coalitions.get(coalition_id)
    on = [switched.language for switched in await work.uow.own_texts.switched_on(coalition_id)]
    order = [SOURCE, *(code for code in coalition.languages if code in on), *sorted(on)]
    return tuple([code for code in dict.fromkeys(order) if code == SOURCE or await safe(work, coalition_id, code)])


async def asking_again(work: Work, coalition_id: str) -> tuple[str, ...]:
    """Those that are on and that nobody new can choose, by code: a text that must be approved is not, as it is now."""
    on = [switched.language for switched in await work.uow.own_texts.switched_on(coalition_id)]
    return tuple([code for code in on if not await safe(work, coalition_id, code)])


async def ready(work: Work, coalition_id: str) -> tuple[str, ...]:
    """Those that the coalition wants, in its order, that are not on and that nothing keeps from it any more."""
    on = {switched.language for switched in await work.uow.own_texts.switched_on(coalition_id)}
    wanted = dict.fromkeys(work.words.home(code) for code in (await work.uow.coalitions.get(coalition_id)).languages)
    off = [code for code in wanted if code != SOURCE and code not in on]
    return tuple([code for code in off if await safe(work, coalition_id, code)])


async def choosable(work: Work, coalition_id: str) -> tuple[str, ...]:
    """The same, and behind each the regional forms of it that the coalition names among its languages and that have no words of
    their own: who chooses `prs` reads `fa`, with the days and the name of theirs."""
    forms = await regional(work, coalition_id)
    found = await offered(work, coalition_id)
    return tuple(each for code in found for each in (code, *(form for form in forms if work.words.home(form) == code)))


async def regional(work: Work, coalition_id: str) -> tuple[str, ...]:
    """The regional forms without words of their own that the coalition names among its languages."""
    coalition = await work.uow.coalitions.get(coalition_id)
    return tuple(code for code in coalition.languages if work.words.home(code) != code)


async def likely_first(work: Work, coalition_id: str, *hints: str) -> tuple[str, ...]:
    """Those offered, the likely ones first: what the hints say (such as the language of a phone, `ar-MA`), Dutch, then as the
    coalition has them in its data file. A hint is no choice: it only says where one looks first.

    Not by how many parents read what: a button's place would tell something about a few of them.
    """
    found = await choosable(work, coalition_id)
    hinted = (code for hint in hints for code in _meant(hint, found))
    return tuple(dict.fromkeys((*hinted, SOURCE, *found)))


def spoken_as(hint: str, among: tuple[str, ...]) -> str:
    """The language of these that a phone's language means; Dutch when it is none of them."""
    return next(iter(_meant(hint, among)), SOURCE)


def _meant(hint: str, among: tuple[str, ...]) -> list[str]:
    """As it stands (`zh_Hans`) before its language alone (`zh`), which may be that of one with a script of its own."""
    parts = hint.replace("-", "_").split("_")
    wanted = parts[0].lower()
    whole = [code for code in among if code.lower() == "_".join(parts[:2]).lower()]
    plain = [code for code in among if code == wanted]
    return [*whole, *plain, *(code for code in among if wanted and code.partition("_")[0] == wanted)]


def hashes(revision: Revision, language: str) -> dict[str, str]:
    """By element of the revision with words in this language: the hash that an approval names."""
    return {e: text_hash(e, words) for (of, e), words in revision.texts.items() if of == language and words.strip()}


async def may_read(work: Work, revision: Revision, language: str) -> bool:
    """Whether the revision may go out in this language: nothing is missing and every element is approved. A picture of which
    the words are not approved is left out, and keeps nothing."""
    if revision.missing(language):
        return False
    if language == SOURCE:
        return True
    wanted = {hashed for element, hashed in hashes(revision, language).items() if not tells_picture(element)}
    return wanted <= await work.uow.bulletins.approved(revision.coalition_id, language, sorted(wanted))


async def whole(work: Work, revision: Revision, language: str) -> bool:
    """Whether it goes out in this language with everything, pictures too: there is nothing left to translate, or to read."""
    if revision.unwritten(language):
        return False
    if language == SOURCE:
        return True
    wanted = set(hashes(revision, language).values())
    return wanted <= await work.uow.bulletins.approved(revision.coalition_id, language, sorted(wanted))


async def look_again(work: Work, coalition_id: str) -> int:
    """Releases what waited for an approved language and waits no longer; how many.

    Called when a text was approved, a revision got a language, or a parent chose another one.
    """
    for bulletin in await work.uow.bulletins.of(coalition_id):
        if bulletin.state in {BulletinState.SENDING, BulletinState.PAUSED}:
            # Whoever is opening a delivery of it decides first whether that waits, or knows of what changed.
            await work.uow.bulletins.lock(bulletin.id)
    await work.uow.coalitions.hold(coalition_id)
    waiting = await work.uow.ledger.waiting(coalition_id, NOT_APPROVED)
    reads = await work.uow.people.languages({delivery.recipient.id for delivery in waiting})
    verdicts: dict[tuple[str, str], bool] = {}
    stay: dict[str, list[str]] = {}
    free: dict[str, int] = {}
    for delivery in waiting:
        person_id = delivery.recipient.id
        if person_id not in reads or delivery.revision_id is None:
            continue
        verdict = (delivery.revision_id, reads[person_id])
        if verdict not in verdicts:
            verdicts[verdict] = await may_read(work, await work.uow.bulletins.revision(delivery.revision_id), reads[person_id])
        if verdicts[verdict]:
            free[person_id] = free.get(person_id, 0) + 1
        else:
            stay.setdefault(person_id, []).append(delivery.id)
    for person_id in free:
        await work.uow.ledger.release_waiting(coalition_id, NOT_APPROVED, Recipient(RecipientKind.PERSON, person_id))
        for delivery_id in stay.get(person_id, []):
            await work.uow.ledger.set_waiting(delivery_id, NOT_APPROVED)
    return sum(free.values())
