"""From step to step, until the conversation stands still: each phase is one small function."""

from collections.abc import Callable

from bot.dialogue.commands import Act, Ask, ClearTimers, Command, End, Turn
from bot.dialogue.parts import ActionCall
from bot.dialogue.scene import Scene, filled, holds, reaction
from bot.dialogue.speaking import speak, timers
from bot.dialogue.state import OVER, STANDING, DialogueState, Frame, Phase, Values

Moved = tuple[DialogueState, tuple[Command, ...]]
MOST_MOVES = 2000
"""A turn that moves on for longer runs in a circle, which the checker refuses; it ends the conversation."""
LONGEST_TRAIL = 50


def go_on(scene: Scene, state: DialogueState, commands: tuple[Command, ...] = ()) -> Turn:
    """Move until the conversation waits for something, or is over."""
    for _ in range(MOST_MOVES):
        if state.phase in STANDING:
            return Turn(state, commands)
        state, more = _MOVES[state.phase](scene, state)
        commands += more
    return Turn(OVER, (*commands, End()))


def to(scene: Scene, state: DialogueState, target: str | None, *, back: bool = False) -> DialogueState:
    """Enter a step (or what replaced it). Without one, the flow is over."""
    step = scene.flow(state.top).step(target) if target else None
    changes = {
        "visit": state.visit + 1,
        "position": 0,
        "chosen": None,
        "options": (),
        "page": 0,
        "picked": (),
        "misunderstood": 0,
    }
    if step is None:
        return state.now(phase=Phase.RETURNING, asks=False, back=False, **changes)
    return state.with_top(step=step, items=(), item=0).now(phase=Phase.ENTERING, asks=False, back=back, **changes)


def begin(scene: Scene, state: DialogueState, flow: str, values: Values) -> DialogueState:
    """Put a flow on the stack and enter its first step."""
    frame = Frame(flow=flow, step=scene.book.flows[flow].first, values=values)
    state = state.now(frames=(*state.frames, frame))
    return to(scene, state, frame.step)


def leave(scene: Scene, state: DialogueState, *, answered: bool = False) -> Moved:
    """The step waits no longer. One that was answered can be gone back to."""
    step = scene.step(state)
    if answered:
        trail = (*state.top.trail, state.top.step)[-LONGEST_TRAIL:]
        state = state.with_top(trail=trail)
    return state.now(asks=False), ((ClearTimers(),) if step.remind or step.until else ())


def _enter(scene: Scene, state: DialogueState) -> Moved:
    step = scene.step(state)
    if not holds(scene, state.top.values, step.when):
        return to(scene, state, step.otherwise or step.go), ()
    return state.now(phase=Phase.PREPARING if state.back else Phase.DOING), ()


def _do(scene: Scene, state: DialogueState) -> Moved:
    step = scene.step(state)
    choice = reaction(step, state.chosen)
    actions: tuple[ActionCall, ...] = step.do if state.chosen is None else choice.do if choice else ()
    if state.position < len(actions):
        action = actions[state.position]
        return state.now(phase=Phase.ACTING), (Act(action.name, filled(scene, state.top.values, action.args)),)
    if state.chosen is None:
        return state.now(phase=Phase.PREPARING), ()
    return to(scene, state, (choice.go if choice else None) or step.go), ()


def _prepare(scene: Scene, state: DialogueState) -> Moved:
    query = scene.step(state).query
    if query is None:
        return state.now(phase=Phase.SPEAKING), ()
    name, args = query
    return state.now(phase=Phase.FINDING), (Ask(name, filled(scene, state.top.values, args)),)


def _speak(scene: Scene, state: DialogueState) -> Moved:
    step = scene.step(state)
    said = speak(scene, state)
    if step.waits:
        return state.now(phase=Phase.WAITING, asks=step.asks), (*said, *timers(scene, state))
    if step.each or step.call:
        return state.now(phase=Phase.CALLING), said
    return to(scene, state, None if step.end else step.go), said


def _call(scene: Scene, state: DialogueState) -> Moved:
    step, top = scene.step(state), state.top
    if step.each and step.each.call in scene.book.flows and top.item < len(top.items):
        prefix = f"{step.each.as_}_" if step.each.as_ else ""
        values = {f"{prefix}{name}": value for name, value in top.items[top.item].items()}
        values |= {"each_number": top.item + 1, "each_total": len(top.items)}
        values = _taken(scene, state, step.each.call, values) | {k: values[k] for k in ("each_number", "each_total")}
        return begin(scene, state.with_top(item=top.item + 1), step.each.call, values), ()
    if step.call and step.call in scene.book.flows and top.item == 0:
        values = _taken(scene, state, step.call, filled(scene, top.values, step.with_))
        return begin(scene, state.with_top(item=1), step.call, values), ()
    return to(scene, state, step.go), ()


def _taken(scene: Scene, state: DialogueState, flow: str, given: Values) -> Values:
    """What a called flow takes: what it is given, else what has the same name here."""
    there = state.top.values | given
    return {name: there[name] for name in scene.book.flows[flow].takes if name in there}


def _return(scene: Scene, state: DialogueState) -> Moved:
    ended, below = state.top, state.frames[:-1]
    if not below:
        return OVER.now(visit=state.visit), (End(),)
    gives = {name: ended.values[name] for name in scene.flow(ended).gives if name in ended.values}
    state = state.now(frames=below, phase=Phase.CALLING).with_values(gives)
    step = scene.flow(state.top).step(state.top.step)
    if step is None:
        return to(scene, state, scene.flow(state.top).first), ()
    return state.with_top(step=step), ()


_MOVES: dict[Phase, Callable[[Scene, DialogueState], Moved]] = {
    Phase.ENTERING: _enter,
    Phase.DOING: _do,
    Phase.PREPARING: _prepare,
    Phase.SPEAKING: _speak,
    Phase.CALLING: _call,
    Phase.RETURNING: _return,
}
