"""The engine: a pure function of (files, state, event, person) to (state, commands).

It never raises for a state of an older file.

After a command `Act` or `Ask` a turn ends: the host feeds `Finished` or `Found` next, before anything else.
"""

from bot.dialogue.book import FlowBook
from bot.dialogue.choosing import hear, take
from bot.dialogue.commands import ButtonChoice, Command, End, Say, Turn
from bot.dialogue.events import Chose, Event, Finished, Found, PersonFacts, Said, Started, TimePassed, Woke
from bot.dialogue.model import Step
from bot.dialogue.moving import begin, go_on, leave, to
from bot.dialogue.scene import Scene, open_choices, reaction
from bot.dialogue.speaking import again, said_again, speak
from bot.dialogue.state import OVER, DialogueState, Frame, Phase


def advance(book: FlowBook, state: DialogueState | None, event: Event, person: PersonFacts) -> Turn:
    """What comes of an event. The commands of a turn that was not `heard` are to be carried out all the same."""
    scene = Scene(book, person)
    if isinstance(event, Started):
        if event.flow not in book.flows:
            return Turn(OVER, (End(),), heard=False)
        return go_on(scene, begin(scene, OVER, event.flow, dict(event.values)))
    if state is None or state.is_over:
        return Turn(OVER if state is None else state, heard=False)
    state, moved = _settle(scene, state)
    if state.phase is Phase.ENTERING or state.is_over:
        turn = go_on(scene, state, moved)
        return Turn(turn.state, turn.commands, heard=False)
    return _react(scene, state, event) or Turn(state, heard=False)


def offered(book: FlowBook, state: DialogueState | None, person: PersonFacts) -> tuple[ButtonChoice, ...]:
    """What may be chosen: the buttons in their order, then what stands on other pages. Render their labels for `Said.labels`."""
    if state is None or state.phase is not Phase.WAITING:
        return ()
    scene = Scene(book, person)
    settled, _ = _settle(scene, state)
    return open_choices(scene, settled) if settled.phase is Phase.WAITING else ()


def repeated(book: FlowBook, state: DialogueState, person: PersonFacts) -> tuple[Say, ...]:
    """What the step that waits for an answer says, once more: to somebody who reads another language since."""
    scene = Scene(book, person)
    settled, _ = _settle(scene, state)
    if settled.phase is not Phase.WAITING or not settled.asks:
        return ()
    return tuple(command for command in speak(scene, settled) if isinstance(command, Say))


def _settle(scene: Scene, state: DialogueState) -> tuple[DialogueState, tuple[Command, ...]]:
    """The state in terms of today's files: removed flows are left, removed steps replaced or their flow begun again."""
    known: list[Frame] = []
    for frame in state.frames:
        flow = scene.book.flows.get(frame.flow)
        if flow is None:
            break
        step = flow.step(frame.step)
        trail = tuple(name for name in frame.trail if flow.step(name))
        known.append(frame.model_copy(update={"step": step or flow.first, "trail": trail}))
        if step is None:
            break
    if not known:
        return OVER.now(visit=state.visit), (End(),)
    cut, top, before = len(known) < len(state.frames), known[-1], state.frames[len(known) - 1]
    state = state.now(frames=tuple(known))
    gone = cut or scene.book.flows[top.flow].step(before.step) is None
    if gone or not _still_stands(scene.step(state), state):
        return to(scene, state, top.step), ()
    return state.now(asks=scene.step(state).asks) if state.phase is Phase.WAITING else state, ()


def _still_stands(step: Step, state: DialogueState) -> bool:
    """Whether the step can go on where the state left it."""
    match state.phase:
        case Phase.WAITING:
            return step.waits and bool(step.query is None or state.options or step.answer or step.fixed)
        case Phase.FINDING:
            return step.query is not None
        case _:
            return state.chosen is None or reaction(step, state.chosen) is not None


def _react(scene: Scene, state: DialogueState, event: Event) -> Turn | None:
    """None when the event is not for a state like this."""
    match event, state.phase:
        case Finished(), Phase.ACTING:
            return _finished(scene, state, event)
        case Found(), Phase.FINDING:
            return _found(scene, state, event)
        case Said(), Phase.WAITING if state.asks:
            return hear(scene, state, event)
        case Chose(), Phase.WAITING:
            return _chose(scene, state, event)
        case ((TimePassed() | Woke()), Phase.WAITING):
            return _world_moved(scene, state, event)
        case _:
            return None


def _finished(scene: Scene, state: DialogueState, event: Finished) -> Turn:
    step = scene.step(state)
    ways = step.on if state.chosen is None else getattr(reaction(step, state.chosen), "on", {})
    state = state.with_values(event.values)
    if event.outcome in ways:
        return go_on(scene, to(scene, state, ways[event.outcome]))
    return go_on(scene, state.now(phase=Phase.DOING, position=state.position + 1))


def _found(scene: Scene, state: DialogueState, event: Found) -> Turn:
    step = scene.step(state)
    if step.each:
        return go_on(scene, state.with_top(items=event.items, item=0).now(phase=Phase.SPEAKING))
    if not event.items and (step.when_nothing_found or not (step.answer or step.fixed)):
        return go_on(scene, to(scene, state, step.when_nothing_found or step.go))
    ticked = step.choose.ticked if step.choose else None
    picked = [str(number) for number, item in enumerate(event.items, 1) if ticked and item.get(ticked) == "yes"]
    return go_on(scene, state.now(options=event.items, picked=tuple(picked), phase=Phase.SPEAKING))


def _chose(scene: Scene, state: DialogueState, event: Chose) -> Turn | None:
    same_step = scene.flow(state.top).step(event.step) == state.top.step
    if event.visit != state.visit or not same_step or event.choice not in {each.choice for each in open_choices(scene, state)}:
        return None
    return take(scene, state, event.choice)


def _world_moved(scene: Scene, state: DialogueState, event: TimePassed | Woke) -> Turn | None:
    """Time, or something that happened elsewhere, for a step that waits for it."""
    step = scene.step(state)
    match event:
        case TimePassed(kind="remind", visit=state.visit) if step.remind:
            key = f"{state.top.flow}.{state.top.step}.remind"
            says = (again(scene, state, key, step.remind.say),) if step.remind.say else said_again(scene, state)
            return Turn(state, says)
        case TimePassed(kind="until", visit=state.visit) if step.until:
            state, cleared = leave(scene, state)
            return go_on(scene, to(scene, state, step.until.go), cleared)
        case Woke(event=step.wait_for, values=values):
            state, cleared = leave(scene, state.with_values(values))
            return go_on(scene, to(scene, state, step.go), cleared)
        case _:
            return None
