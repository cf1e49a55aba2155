"""What goes wrong in a playground, and at which request (docs/faults.md)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any
from urllib.request import Request

from .control import ask_control

_CONDITIONS = frozenset(
    [
        "service",
        "route",
        "method",
        "host",
        "path",
        "query",
        "since",
        "page",
        "tcp",
        "bytes",
        "sql",
        "object",
        "nth",
        "from",
        "every",
        "request",
    ]
)
"""What `on` can have. `from` is a word of Python's, so that it is written `from_`."""

_Planned = list[dict[str, Any]]
"""Faults as they are listed; `list` is a method below."""


class Faults:
    """The fault plan of a playground."""

    def __init__(
        self, control_url: Callable[[], str], require: Callable[[Mapping[str, Any]], None] | None = None
    ) -> None:
        """Take a plan by where the playground answers, without a slash at the end.

        `require` refuses a fault that cannot happen there.
        """
        self._control_url = control_url
        self._require = require

    def add(self, *faults: Mapping[str, Any]) -> _Planned:
        """Add all of them, or none: `{"on": {"route": "people", "page": 3}, "do": {"status": 500}}`."""
        if self._require is not None:
            for fault in faults:
                self._require(fault)
        return list(self._ask("POST", "", json.dumps(faults).encode())["faults"])

    def list(self) -> _Planned:
        """Give what is in the plan, each with its `id` and how often it has happened (`fired`)."""
        return [*self._ask("GET", "")["faults"]]

    def clear(self, fault_id: int | None = None) -> None:
        """Take one out of the plan, or all."""
        self._ask("DELETE", "" if fault_id is None else f"/{fault_id}")

    def _ask(self, method: str, path: str, body: bytes | None = None) -> dict[str, Any]:
        url = f"{self._control_url()}/_playground/faults{path}"
        request = Request(url, body, {"Content-Type": "application/json"}, method=method)  # noqa: S310 (always http)
        with ask_control(request) as answer:
            told: dict[str, Any] = json.load(answer)
            return told


class FaultScope:
    """Faults that end with a `with` statement."""

    def __init__(self, faults: Faults, planned: Sequence[Mapping[str, Any]]) -> None:
        """Take what is to be planned when the scope begins."""
        self._faults = faults
        self._planned = planned
        self._last: Sequence[Mapping[str, Any]] = ()

    def __enter__(self) -> FaultScope:
        """Plan them."""
        self._last = self._faults.add(*self._planned)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take them out of the plan."""
        self._last = self._current()
        left = {fault["id"] for fault in self._faults.list()}
        for fault in self._last:
            if fault["id"] in left:
                self._faults.clear(fault["id"])

    @property
    def fired(self) -> int:
        """How often they have happened; after the end, how often they had."""
        return sum(int(fault["fired"]) for fault in self._current())

    def _current(self) -> Sequence[Mapping[str, Any]]:
        ids = {fault["id"] for fault in self._last}
        found = [fault for fault in self._faults.list() if fault["id"] in ids]
        return found if len(found) == len(ids) else self._last


def fault_of(words: Mapping[str, Any]) -> dict[str, Any]:
    """Make a fault of words: what `on` can have, `times` and `after` are told from effects by their names."""
    named = {"from" if name == "from_" else name: value for name, value in words.items()}
    conditions = {name: value for name, value in named.items() if name in _CONDITIONS}
    others = {name: value for name, value in named.items() if name not in conditions}
    fault: dict[str, Any] = {"on": conditions}
    for name in ("times", "after"):
        if name in others:
            fault[name] = others.pop(name)
    if others:
        fault["do"] = others
    return fault
