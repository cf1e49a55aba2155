"""What the world holds, in both homes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any
from urllib.request import ProxyHandler, build_opener

import pytest

from connector_playground_testing import Playground, PlaygroundError

ANCHOR = datetime(2026, 1, 1, tzinfo=timezone.utc)


def test_the_rows_of_a_table_are_those_of_the_api(anywhere: Playground) -> None:
    with build_opener(ProxyHandler({})).open(f"{anywhere.api_url}/pagination/offset?limit=50") as answer:
        people = json.load(answer)["data"]
    rows = list(anywhere.truth("people"))
    assert rows[:50] == people
    assert rows == list(anywhere.truth("people", at=anywhere.clock.now))


def test_changes_are_told_in_order(anywhere: Playground) -> None:
    changes = list(anywhere.truth_changes("people", after=ANCHOR, until="2026-01-01T05:00:00Z"))
    assert changes == sorted(changes, key=lambda change: str(change["seen_at"]))


@pytest.mark.parametrize(
    ("ask", "reason"),
    [
        (lambda playground: playground.truth("persn"), "no table 'persn'.*people"),
        (lambda playground: playground.truth("people", at="soon"), "'soon' is not an instant"),
        (lambda playground: playground.truth("people", at=datetime(2026, 1, 1)), "no time zone"),
        (lambda playground: playground.truth_changes("people", after="2026-01-02", until=ANCHOR), "is after 'to'"),
    ],
)
def test_a_wrong_question_is_refused_at_once(
    anywhere: Playground, ask: Callable[[Playground], Any], reason: str
) -> None:
    with pytest.raises(PlaygroundError, match=reason):
        ask(anywhere)
