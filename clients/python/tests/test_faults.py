"""What goes wrong on purpose, in both homes."""

from __future__ import annotations

from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener

import pytest

from connector_playground_testing import Playground, PlaygroundError


def status_of(playground: Playground, path: str) -> int:
    try:
        with build_opener(ProxyHandler({})).open(f"{playground.api_url}{path}") as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


def test_a_fault_ends_with_its_scope(anywhere: Playground) -> None:
    path = "/pagination/page_number?page=3"
    with anywhere.fault(route="people", page=3, status=503) as outage:
        assert [status_of(anywhere, path), status_of(anywhere, path)] == [503, 200]
        assert outage.fired == 1
    assert outage.fired == 1
    assert anywhere.faults.list() == []


def test_faults_are_added_listed_and_cleared(anywhere: Playground) -> None:
    [fault] = anywhere.faults.add({"on": {"route": "people", "from": 2}, "do": "reset"})
    assert [one["id"] for one in anywhere.faults.list()] == [fault["id"]]
    anywhere.faults.clear(fault["id"])
    assert anywhere.faults.list() == []


def test_what_nobody_can_bring_about_is_refused(anywhere: Playground) -> None:
    with pytest.raises(PlaygroundError, match="has an unknown property 'statsu'"), anywhere.fault(page=1, statsu=500):
        pass
