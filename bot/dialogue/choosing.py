"""A choice that was made, by a tap or in words; and an answer that was given."""

from bot.dialogue.commands import NotUnderstood, Turn
from bot.dialogue.events import Said
from bot.dialogue.hearing import is_on_several, understand
from bot.dialogue.moving import go_on, leave, to
from bot.dialogue.parts import NEXT_PAGE, Answer, Choose
from bot.dialogue.scene import Scene, buttons, open_choices, reaction
from bot.dialogue.speaking import again, speak
from bot.dialogue.state import DialogueState, Phase

MOST_UNHEARD = 3000
"""Characters of two messages that fit in one question, as `flows/question.yaml` takes them."""


def take(scene: Scene, state: DialogueState, choice: str) -> Turn:
    """A choice among `open_choices`."""
    step = scene.step(state)
    if choice == NEXT_PAGE:
        state = state.now(page=state.page + 1, misunderstood=0)
        return Turn(state, speak(scene, state, only_ask=True))
    if choice == "back":
        *trail, before = state.top.trail
        state, cleared = leave(scene, state)
        return go_on(scene, to(scene, state.with_top(trail=tuple(trail)), before, back=True), cleared)
    if choice == "skip" and step.answer:
        return answered(scene, state, step.answer, "", "")
    if step.choose and choice not in step.fixed:
        if choice != "done":
            return _toggle(scene, state, step.choose, choice)
        state = _keep_picked(state, step.choose, scene)
    elif choice.isdigit() and reaction(step, choice) is step.found:
        state = state.with_values(state.options[int(choice) - 1])
    if step.answer:
        state = state.with_values(dict.fromkeys((step.answer.save_as, f"{step.answer.save_as}_media"), ""))
    state, cleared = leave(scene, state, answered=True)
    return go_on(scene, state.now(phase=Phase.DOING, chosen=choice, position=0), cleared)


def _toggle(scene: Scene, state: DialogueState, choose: Choose, choice: str) -> Turn:
    picked = tuple(one for one in state.picked if one != choice)
    if choice not in state.picked:
        picked = (*picked, choice)
    if choose.most:
        picked = picked[-choose.most :]
    state = state.now(picked=picked, misunderstood=0)
    return Turn(state, speak(scene, state))


def _keep_picked(state: DialogueState, choose: Choose, scene: Scene) -> DialogueState:
    """The kept values and their labels, in the order of the buttons."""
    labels = {button.choice: button.label for button in buttons(scene, state.now(picked=()))}
    picked = [choice for choice in labels if choice in state.picked]
    kept = picked if choose.value is None else [state.options[int(choice) - 1].get(choose.value, "") for choice in picked]
    return state.with_values({choose.save_as: kept, f"{choose.save_as}_labels": [labels[choice] for choice in picked]})


def hear(scene: Scene, state: DialogueState, said: Said) -> Turn:
    """Words, a voice note, or something sent, for a step that asks."""
    step, choices = scene.step(state), open_choices(scene, state)
    if said.kind == "text":
        numbers = step.answer is None or "text" not in step.answer.kinds
        choice = understand(said.text, choices, scene.book.words, scene.person.language, said.labels, numbers=numbers)
        if choice is not None:
            return take(scene, state, choice)
    answer = step.answer
    several = said.kind == "text" and is_on_several(said.text, said.labels)
    if answer and not several and said.kind in answer.kinds and (said.text.strip() or said.media_id):
        if len(said.text) > answer.most:
            return Turn(state, (again(scene, state, "common.too_long", most=answer.most),))
        return answered(scene, state, answer, said.text.strip(), said.media_id)
    if state.misunderstood == 0:
        kept = state.now(misunderstood=1, unheard=said.text.strip(), unheard_media=said.media_id)
        return Turn(kept, (again(scene, state, "common.not_understood"),))
    both = "\n".join(words for words in dict.fromkeys((state.unheard, said.text.strip())) if words)
    words = both if len(both) <= MOST_UNHEARD else said.text
    return Turn(state.now(unheard="", unheard_media=""), (NotUnderstood(words, said.kind, said.media_id or state.unheard_media),))


def answered(scene: Scene, state: DialogueState, answer: Answer, words: str, media_id: str) -> Turn:
    """Keep the answer and go on."""
    step, top = scene.step(state), state.top
    values = {answer.save_as: words, f"{answer.save_as}_media": media_id}
    if step.teach_back:
        asked = [slot for slot, text in (("say", step.say), ("ask", step.ask)) if text]
        values[f"{answer.save_as}_about"] = f"{top.flow}.{top.step}.{asked[0]}" if asked else ""
    state, cleared = leave(scene, state.with_values(values), answered=True)
    return go_on(scene, to(scene, state, step.go), cleared)
