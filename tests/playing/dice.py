"""Somebody who answers by the throw of dice."""

from random import Random

from bot.playing.console import Left, Prompt
from bot.playing.host import shown


class Dice:
    """A console of its own: the same seed answers the same. Leaves after `most` answers."""

    def __init__(self, seed: int, most: int = 80) -> None:
        self._random, self._left = Random(seed), most
        self.lines: list[str] = []

    def tell(self, line: str = "") -> None:
        self.lines.append(line)

    def ask(self, prompt: Prompt) -> str:
        if not self._left:
            raise Left
        self._left -= 1
        answer = self._answer(prompt)
        self.lines.append(prompt.mark + answer)
        return answer

    def _answer(self, prompt: Prompt) -> str:
        if prompt.kind in {"answer", "number"}:
            return self._random.choice(prompt.options)
        pieces = [self._random.choice(prompt.options)] if prompt.options else []
        for name, several in prompt.values.items():
            if several and self._random.random() < 0.7:
                pieces.append(f"{name}={shown(self._random.choice(several))}")
        return ", ".join(pieces)
