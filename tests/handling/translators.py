"""Two who translate Polish, and what waits for them in Voorbeeldstad when the examples begin."""

from dataclasses import replace

from bot.domain.actor import Role
from bot.domain.media import Media, MediaState
from bot.domain.question import Question, QuestionMessage, QuestionState
from bot.domain.recording import Recording, heard
from bot.domain.translation import Direction, TaskState, TranslationTask
from tests.fakes.clock import MONDAY_MORNING
from tests.people import BOT, ELIF, KASIA, NOOR, SPIEGEL, VOORBEELDSTAD
from tests.services.conftest import Town
from tests.tones import TONE

EWA = replace(ELIF, id="ewa", name="Ewa", language="pl", translates=frozenset({"pl"}))
KYRA = replace(EWA, id="kyra", name="Kyra", roles=frozenset({Role.KEY_PERSON}))
TASK = TranslationTask(
    "task-words", VOORBEELDSTAD.id, Direction.WORDS, "pl", TaskState.ASKED, MONDAY_MORNING, translator_id=EWA.id
)


def at_work(town: Town) -> None:
    """Ewa and Kyra translate Polish; Kasia, who speaks it, would rather not have Kyra."""
    for person in (EWA, KYRA, replace(KASIA, declines=frozenset({KYRA.id}))):
        town.put(person)
    question = ("question-pl", VOORBEELDSTAD.id, SPIEGEL.id, KASIA.id, "Ekster", "pl", QuestionState.CLOSED, MONDAY_MORNING)
    town.rows.questions["question-pl"] = Question(*question, answer_by=MONDAY_MORNING.date())
    for id_, who, said in (("message-pl", KASIA, "Którego dnia?"), ("answer-pl", NOOR, "Op dinsdag.")):
        message = QuestionMessage(id_, VOORBEELDSTAD.id, "question-pl", who.id, who is KASIA, MONDAY_MORNING, said)
        town.rows.messages[id_] = message
    words = replace(TASK, message_id="message-pl", parent_id=KASIA.id)
    answer = replace(words, id="task-answer", direction=Direction.ANSWER, message_id="answer-pl")
    bulletin = replace(TASK, id="task-bulletin", direction=Direction.BULLETIN, bulletin_id="bulletin-2")
    written = replace(bulletin, id="task-written", bulletin_id="bulletin-1", state=TaskState.WRITTEN, reader_id=KYRA.id)
    alone = replace(written, id="task-alone", bulletin_id="bulletin-4", language="ar", translator_id="hanan", reader_id=None)
    voice = replace(TASK, id="task-voice", reaction_id="spoken-kasia", parent_id=KASIA.id)
    tasks: tuple[TranslationTask, ...] = (
        words,
        replace(words, id="task-free", translator_id=None),
        voice,
        answer,
        bulletin,
        replace(bulletin, id="task-complete", bulletin_id="bulletin-3"),
        written,
        alone,
        replace(bulletin, id="task-done", bulletin_id="bulletin-6", state=TaskState.DONE, done_at=MONDAY_MORNING),
    )
    for task in tasks:
        town.rows.translations[task.id] = task
    for number, language in ((1, "pl"), (3, "pl"), (4, "ar")):
        _translated(town, number, language)
    stopped = f"stop.stopped.say (pl) {VOORBEELDSTAD.name}"
    by_ewa = Recording(VOORBEELDSTAD.id, "pl", heard("stop.stopped.say", stopped), EWA.id, MONDAY_MORNING, 5, TONE)
    town.rows.recordings[VOORBEELDSTAD.id, "pl", by_ewa.text_hash] = replace(by_ewa, name="stop.stopped.say")
    for id_, seconds in (("voice-ewa", 5), ("voice-long", 45)):
        media = Media(id_, VOORBEELDSTAD.id, BOT.id, EWA.id, "voice", "file", MONDAY_MORNING, MediaState.WANTED, seconds)
        town.rows.media[id_] = media


def _translated(town: Town, number: int, language: str) -> None:
    """Every element, and not approved."""
    revision = town.rows.revisions[f"revision-{number}"]
    made = {(language, element): f"{element} ({language})" for of, element in revision.texts if of == "nl"}
    town.rows.revisions[revision.id] = replace(revision, texts={**revision.texts, **made})
