"""What services ask of texts (`bot.services.work.Wordbook`)."""

from collections.abc import Iterable, Mapping

from bot.domain.approval import text_hash
from bot.domain.consent import Purpose
from bot.domain.errors import Mistake
from bot.domain.wording import Values
from bot.texts.catalogs import Catalogs
from bot.texts.danger import DangerWords
from bot.texts.plain import judge
from bot.texts.plain_rules import Finding

_MEND = "Restore the step of the flow, or run `weerklank texts extract`."


class TextWordbook:
    """Answers from the catalogs.

    `danger` has the danger words of each language's `words.yaml`. `consent` has by purpose the keys of the texts that together
    make the consent question, in the order in which they are read. Raises Mistake for a key that is not there.
    """

    def __init__(
        self, catalogs: Catalogs, *, danger: Mapping[str, Iterable[str]], consent: Mapping[Purpose, tuple[str, ...]]
    ) -> None:
        for key in (key for keys in consent.values() for key in keys):
            if key not in catalogs.keys("parent"):
                raise Mistake(f"'{key}' should be part of the consent question, but it is not a text for parents.", mend=_MEND)
        self._catalogs = catalogs
        self._danger = DangerWords(danger)
        self._consent = consent

    def languages(self) -> tuple[str, ...]:
        """Languages in which everything parents meet has words, Dutch first."""
        return self._catalogs.languages("parent")

    def fixed_hashes(self, language: str) -> tuple[str, ...]:
        """One hash a text that parents meet: its key, its Dutch and its words in this language. Raises MissingText for a
        language that is not complete."""
        return tuple(self._catalogs.hash_of(key, language) for key in self._catalogs.keys("parent"))

    def fixed_hash(self, key: str, language: str) -> str:
        """That of one text. Raises MissingText."""
        return self._catalogs.hash_of(key, language)

    def consent_version(self, purpose: Purpose, language: str) -> str:
        """Changes with any word of this purpose's question, in Dutch or in this language. Raises MissingText."""
        return text_hash(*(self._catalogs.hash_of(key, language) for key in self._consent[purpose]))

    def render(self, key: str, language: str, values: Values) -> str:
        """A text with its values. Raises MissingText, MissingValue."""
        return self._catalogs.render(key, language, values)

    def plain_score(self, text: str, language: str = "nl", *, day_follows: bool = False) -> int:
        """0 to 100, higher is plainer; from `services.readiness.PLAIN_ENOUGH` on just when it may go as it is."""
        return judge(text, language, day_follows=day_follows).mark

    def findings(self, text: str, language: str = "nl", *, day_follows: bool = False) -> tuple[Finding, ...]:
        """What to change in it, in the order of reading."""
        return judge(text, language, day_follows=day_follows).findings

    def sounds_like_danger(self, text: str) -> bool:
        """Whether it has words, in any language we know, that people must look at first."""
        return self._danger.in_text(text)
