"""What a refusal means for whoever typed the command: what, and how to mend it, in a sentence. (Coordinators read `flows/`.)"""

from bot.domain.errors import NotThere, Refused, WeerklankError
from bot.services.writing.readiness import Obstacle

THINGS = {"bulletins": "bulletin", "trajectories": "trajectory", "coalitions": "coalition", "people": "person"}
"""What stands in a table, by its name; other codes of NotThere name the thing itself."""
SET_ASIDE = "set_aside_row"
WHERE = {
    SET_ASIDE: "See: weerklank inbox list",
    "uncertain_row": "Rows are those of: weerklank bulletin uncertain ID",
}
"""Where one finds what there is, by code; other ids stand in the data file."""

SENTENCES = {
    "not_ready": "Bulletin {id} cannot go out yet: {obstacles}. Mend that in the coalition's data file, and load it.",
    "already_sent": "Bulletin {id} is {state}. See how far it is: weerklank bulletin status {id}",
    "not_sending": "Bulletin {id} is {state}, so there is nothing to pause. See: weerklank bulletin status {id}",
    "not_paused": "Bulletin {id} is {state}, so there is nothing to resume. See: weerklank bulletin status {id}",
    "over": "Bulletin {id} is {state}, so there is nothing left to do with it. See: weerklank bulletin status {id}",
    "at_too_early": "Bulletin {id} cannot begin at a moment that is over. Choose a later one: --at",
    "until_too_early": "The latest time of bulletin {id} is before it begins. Choose a later one: --until",
    "nothing_uncertain": "Of bulletin {id} nothing is uncertain. See: weerklank bulletin status {id}",
    "no_recipients": "Nobody would get bulletin {id}: no parent of its trajectory takes part. Invite them: weerklank invite",
    "no_bot_account": "Coalition {coalition} has no bot account. Give it one in its data file, and load that.",
    "cannot_translate": "This person may not approve texts in '{language}': it is not among the languages that they translate. "
    "Those stand in the data file: translates.",
    "language_incomplete": "There are not all texts in '{language}', or it is Dutch. Name another language: --lang",
    "count_out_of_range": "{count} links cannot be made at once. Ask for 1 to {most}: --count",
}
"""By code, with the fields that come with it."""

OBSTACLES = {
    "no_text": "it has no text",
    "element_missing": "its {element} has no Dutch text",
    "too_many_proposals": "it has {count} proposals, and {most} is the most",
    "proposal_text_missing": "proposal {proposal} has no {element}",
    "reason_kind_missing": "proposal {proposal} says no without a reason_kind",
    "reason_words_missing": "proposal {proposal} says no without a reason in words",
    "plain_verdict_missing": "nobody looked whether it is plain",
    "not_plain": "it is not plain enough ({score} of 100, and {enough} is enough; plain_overruled says why it goes all the same)",
    "next_day_missing": "it promises no next day (next_promised)",
    "next_day_past": "the next day that it promises is over (next_promised)",
    "second_look_missing": "the other coordinator did not say yes (second_look)",
    "not_ready_made": "it is no approved ready-made text, and the other coordinator did not say yes (second_look)",
}
"""What keeps a bulletin, by code (`bot.services.writing.readiness`)."""


def told(error: WeerklankError) -> str:
    """One line. A refusal without a sentence of its own is told by its code and fields, which hold nothing personal."""
    if isinstance(error, NotThere):
        thing = THINGS.get(error.code, error.code.replace("_", " "))
        id_ = ", ".join(str(value) for value in error.fields.values())
        mend = WHERE.get(error.code, "Ids stand in the coalition's data file; is it loaded?")
        return f"There is no {thing} {id_}. {mend}"
    if isinstance(error, Refused):
        sentence = SENTENCES.get(error.code)
        fields = ", ".join(f"{name} {value}" for name, value in error.fields.items())
        return sentence.format(**error.fields) if sentence else f"Refused: {error.code.replace('_', ' ')} ({fields})."
    return str(error)


def obstacle(found: Obstacle) -> str:
    """One thing that keeps a bulletin."""
    return OBSTACLES[found.code].format(**found.fields)
