"""What a step says, and how it says it again."""

from dataclasses import replace

from bot.dialogue.commands import ButtonChoice, Command, Rows, Say, SetTimer
from bot.dialogue.model import Step
from bot.dialogue.pages import shown_of
from bot.dialogue.parts import Picture
from bot.dialogue.scene import Scene, buttons, known, needed
from bot.dialogue.state import DialogueState
from bot.dialogue.text import Text, placeholder
from bot.domain.wording import DRAWING


def rows(shown: tuple[ButtonChoice, ...]) -> Rows:
    """One button a row: labels differ in length by language. `skip` and `back` share the last one."""
    own = tuple(button for button in shown if button.choice in {"skip", "back"})
    return tuple((button,) for button in shown if button not in own) + ((own,) if own else ())


def speak(scene: Scene, state: DialogueState, *, only_ask: bool = False) -> tuple[Command, ...]:
    """The step's messages: one with all of it when there are buttons or a card, else `say` and `ask` apart. What somebody sent
    stands between these two. `only_ask`: the question once more, with other buttons.

    A step that says the texts of another one says them as that one would: its buttons are shown, and cannot be tapped.
    """
    step, said_by, slots = scene.step(state), _said_by(scene, state), _slots(scene, state)
    slots = ("ask",) if only_ask and step.ask else slots
    if said_by is None:
        return ()
    source, top = scene.step(said_by), said_by.top
    spoken = [(slot, text) for slot, text in (("say", source.say), ("ask", source.ask)) if text and slot in slots]
    below = rows(buttons(scene, state))
    media = _named(scene, state, step.media) or ""
    shown = tuple(button.label for button in buttons(scene, said_by)) if step.text_of and len(slots) > 1 else ()
    together = bool(below or step.card or shown) and not media
    messages = [spoken] if together or not spoken else [[one] for one in spoken]
    if not spoken and not step.picture and not below:
        return ()
    picture = None if isinstance(step.picture, Picture) else _named(scene, state, step.picture)
    # What parents are told is heard as far as somebody read it aloud; elsewhere a step says so.
    voice = step.voice is not None or scene.flow(state.top).audience == "parent"
    said = [
        Say(
            texts=tuple(f"{top.flow}.{top.step}.{slot}" for slot, _ in message),
            values=_values(scene, said_by, [text for _, text in message]),
            rows=below if number == len(messages) - 1 else (),
            step=state.top.step,
            visit=state.visit,
            card=_card(scene, state),
            picture=picture if number == 0 else None,
            voice=voice,
            asked_in=_asked_in(step, state) if number == len(messages) - 1 else (),
            language=_named(scene, state, step.in_) or "",
            shown=shown,
        )
        for number, message in enumerate(messages)
    ]
    if media:
        said.insert(1, Say(texts=(), media=media))
    if source.drawing and len(slots) > 1:
        # A message of its own, so that the words come through whatever becomes of it.
        told = (f"{top.flow}.{top.step}.picture",)
        language = _named(scene, state, step.in_) or ""
        picture = f"{DRAWING}{source.drawing.file}"
        drawn = Say(told, step=state.top.step, visit=state.visit, picture=picture, voice=voice, language=language)
        return (drawn, *said)
    return tuple(said)


def _asked_in(step: Step, state: DialogueState) -> tuple[str, ...]:
    """The languages that the buttons choose, when the question is heard in each of them."""
    if step.voice != "choices" or step.found is None:
        return ()
    return tuple(str(item.get("code", "")) for item in shown_of(state.options, state.page, step.found.most))


def _said_by(scene: Scene, state: DialogueState) -> DialogueState | None:
    """The state as if the conversation stood at the step whose texts are said; None when that is gone from the files."""
    borrowed = scene.step(state).borrowed
    if borrowed is None:
        return state
    flow, step, _ = borrowed
    there = flow in scene.book.flows and step in scene.book.flows[flow].steps
    return state.with_top(flow=flow, step=step, trail=()).now(options=(), picked=()) if there else None


def _slots(scene: Scene, state: DialogueState) -> tuple[str, ...]:
    borrowed = scene.step(state).borrowed
    return (borrowed[2],) if borrowed and borrowed[2] else ("say", "ask")


def _named(scene: Scene, state: DialogueState, given: str | None) -> str | None:
    """What stands there, or the value that a placeholder names; None for an empty one."""
    if given and (name := placeholder(given)):
        found = known(scene, state.top.values).get(name)
        return found if isinstance(found, str) and found else None
    return given


def again(scene: Scene, state: DialogueState, key: str, text: Text | None = None, **values: str | int) -> Say:
    """A message about the step that waits, with its buttons once more."""
    return Say(
        texts=(key,),
        values=_values(scene, state, [text] if text else []) | values,
        rows=rows(buttons(scene, state)),
        step=state.top.step,
        visit=state.visit,
        voice=scene.flow(state.top).audience == "parent",
        reminder=key.endswith(".remind"),
    )


def said_again(scene: Scene, state: DialogueState) -> tuple[Command, ...]:
    """What the step that waits said, as a reminder."""
    return tuple(replace(one, reminder=True) for one in speak(scene, state) if isinstance(one, Say))


def timers(scene: Scene, state: DialogueState) -> tuple[Command, ...]:
    """The timers of the step that waits."""
    step = scene.step(state)
    found: list[Command] = []
    if step.remind:
        found.append(SetTimer("remind", step.remind.after, state.visit))
    if step.until:
        found.append(SetTimer("until", step.until.after, state.visit))
    return tuple(found)


def _card(scene: Scene, state: DialogueState) -> str | None:
    """Choosing several toggles in place, in a card of its own at every visit."""
    step, top = scene.step(state), state.top
    return step.card or (f"{top.flow}.{top.step}.{state.visit}" if step.choose else None)


def _values(scene: Scene, state: DialogueState, texts: list[Text]) -> dict[str, object]:
    step = scene.step(state)
    labels = [choice.label for choice in step.fixed.values()]
    if step.choose:
        labels += [option.label for option in step.choose.options.values()] + [step.choose.done.label]
    return needed(scene, state, [*texts, *(label for label in labels if label.placeholder is None)])
