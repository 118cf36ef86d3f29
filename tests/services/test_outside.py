"""The real clock and the real chance."""

import re
from datetime import UTC, timedelta

from bot.services.outside import PSEUDONYMS, SystemChance, SystemClock


def test_the_clock_tells_an_instant_in_utc_that_does_not_go_back() -> None:
    clock = SystemClock()
    first = clock.now()
    assert first.tzinfo is UTC
    assert timedelta(0) <= clock.now() - first < timedelta(minutes=1)


def test_ids_are_unique_and_sort_by_when_they_were_made() -> None:
    chance = SystemChance()
    ids = [chance.id() for _ in range(10_000)]
    assert ids == sorted(ids)
    assert len(set(ids)) == len(ids)
    assert {len(id_) for id_ in ids} == {26}


def test_ids_of_two_processes_differ() -> None:
    ids = [chance.id() for chance in (SystemChance() for _ in range(1000))]
    assert len(set(ids)) == len(ids)


def test_tokens_fit_in_a_button_and_a_deep_link() -> None:
    tokens = {SystemChance().token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22}", token) for token in tokens)


def test_a_pseudonym_is_one_plain_word_and_there_are_enough() -> None:
    assert SystemChance().pseudonym() in PSEUDONYMS
    assert len(set(PSEUDONYMS)) == len(PSEUDONYMS) >= 60
    assert all(word.isalpha() and word[0].isupper() for word in PSEUDONYMS)
