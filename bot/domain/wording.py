"""Words that are looked up late: keys of texts, and the values that go into them.

A `Value` is JSON, so that it can be stored: a plain `str` or `int` as it is, or a dict with one of these shapes, made by the
functions below and turned into words in the reader's language when a message is rendered:

- `{"date": "2026-11-22"}`: a day, as weekday and date
- `{"text": "flow.step.slot"}`: another text of ours; with `"values"` beside it, it has these beside the text's it stands in
- `{"quote": "<id>"}`: a parent's own words, kept under the key of whose words they are; with `"most"`, its first so many
  characters
- `{"bulletin": "<revision id>", "element": "<element>"}`: words of an approved revision
- the same with `"preview": true`: words of a draft, marked when nobody approved them yet, and said to be missing when they are
- `{"trial": "<id>"}`: what a parent of the panel answered to a text
- `{"message": "<question message id>"}`: one message of a question's thread
- `{"bulletin": "<revision id>", "element": "<element>", "in": "tr"}`: an element in this language, approved or not
- `{"to_translate": "<task id>"}`: what a translator is asked to put into another language
- `{"translation": "<task id>"}`: what was made of it
- `{"reaction": "<reaction id>"}`: what a parent said beside a reaction, as long as coordinators may read it
- `{"language": "tr"}`: a language's name
- `{"person": "<id>"}`: what somebody who works along is called
- `{"known_as": "<id>"}`: the first name that a parent gave for their contact person
- `{"ticked": <value>}`: the label of something that is chosen already, with a check mark before it
- `{"lines": [<value>, …]}`: each on a line of its own; an empty one leaves an empty line

A list of these is said as an enumeration.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

DRAWING = "drawing:"
"""How a picture's id begins that is a drawing of the flows, by the name of its file behind it."""
OWN_PICTURE = "own:"
"""The same of a coalition's own picture, by the hash of the words that it stands beside."""
VOICE_BESIDE = "beside:"
"""How the id of what is sent on begins that is a voice beside a reaction, by the id of the reaction behind it."""
Value = str | int | dict[str, Any] | list[Any]
Values = dict[str, Value]


def day(value: date) -> Value:
    """A day that is written out in the reader's language."""
    return {"date": value.isoformat()}


def text(key: str, **values: Value) -> Value:
    """A text of ours, by its key, with values of its own."""
    return {"text": key, "values": values} if values else {"text": key}


def quote(quote_id: str, most: int | None = None) -> Value:
    """A parent's words; or their first `most` characters, for a button."""
    return {"quote": quote_id} if most is None else {"quote": quote_id, "most": most}


def element(revision_id: str, name: str) -> Value:
    """One element of an approved revision."""
    return {"bulletin": revision_id, "element": name}


def preview(revision_id: str, name: str) -> Value:
    """One element as it stands in a revision, whoever approved it or not: for people who look before it goes out."""
    return {"bulletin": revision_id, "element": name, "preview": True}


def trial(trial_id: str) -> Value:
    """What a parent of the panel would tell another parent."""
    return {"trial": trial_id}


def message(message_id: str) -> Value:
    """One message of a question's thread."""
    return {"message": message_id}


def written(revision_id: str, name: str, language: str = "nl") -> Value:
    """One element in one language, approved or not: for those who write or approve it."""
    return {"bulletin": revision_id, "element": name, "in": language}


def to_translate(task_id: str) -> Value:
    """What a translator is asked to put into another language: a parent's words, or an answer for a parent."""
    return {"to_translate": task_id}


def translation(task_id: str) -> Value:
    """What a translator made of it."""
    return {"translation": task_id}


def reaction(reaction_id: str) -> Value:
    """A parent's words beside a reaction."""
    return {"reaction": reaction_id}


def voice_beside(reaction_id: str) -> str:
    """For `Content.media_id`: looked up when it is sent, so that what was taken back meanwhile is not heard."""
    return f"{VOICE_BESIDE}{reaction_id}"


def language_name(code: str) -> Value:
    """A language, by its name in the reader's language."""
    return {"language": code}


def name_of(person_id: str) -> Value:
    """Somebody who works along, by name. Never a parent."""
    return {"person": person_id}


def known_as(person_id: str) -> Value:
    """The first name that a parent gave for their contact person."""
    return {"known_as": person_id}


def ticked(label: Value) -> Value:
    """A label with a check mark before it."""
    return {"ticked": label}


def lines(values: Iterable[Value]) -> Value:
    """Values under each other; nothing when there are none."""
    held = list(values)
    return {"lines": held} if held else ""


@dataclass(frozen=True, slots=True)
class Button:
    """A choice under a message: `label` is a text key, or a value when `literal`; `token` is opaque (Invariant 7)."""

    label: Value
    token: str


@dataclass(frozen=True, slots=True)
class Tapped:
    """The button `token` under the message `message_id` (the channel's id) was tapped. `chosen`: it did what it says."""

    message_id: str
    token: str
    chosen: bool
    whole: bool = False
    """It only asked for all of the text: the message says it, and keeps its other buttons."""


@dataclass(frozen=True, slots=True)
class Content:
    """What one part says, before it is rendered.

    `texts` are keys, said under each other with an empty line between them. `picture` is the id of media in one message with
    the texts, which are then at most a caption long; `media_id` passes on what somebody sent, or a document that we made.
    """

    texts: tuple[str, ...] = ()
    values: Values = field(default_factory=dict)
    rows: tuple[tuple[Button, ...], ...] = ()
    picture: str | None = None
    voice: Value | None = None
    """This part is a recording and nothing else: of a text or of an element, in the reader's language."""
    media_id: str | None = None
    topic_name: Value | None = None
    """For `create_topic`: the new topic's name."""
    tapped: Tapped | None = None
    """This part takes the buttons from a message and shows what was chosen, and does nothing else."""
    language: str | None = None
    """For somebody we do not know, and for a preview; otherwise a person's own language is looked up when it is sent."""
    heard: tuple[Value, ...] = ()
    """Which of its texts and elements go before it as voice notes: of those that came through, it says the first sentence."""
    whole: str = ""
    """The token of the button below such a short text that shows all of it."""
    shown: tuple[Value, ...] = ()
    """Labels of buttons that stand below a preview, and cannot be tapped."""
