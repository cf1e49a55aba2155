"""The catalogue of mishaps, and a trial in one of them."""

from __future__ import annotations

import json
from dataclasses import dataclass

from .errors import PlaygroundError
from .local_home import command_of, run_command
from .syncs import Syncs

_CONVICTED, _NOT_CONCERNED = 1, 3


class NotConcerned(Exception):  # noqa: N818 (it is no failure)
    """A scenario does not concern what a connector reads."""


@dataclass(frozen=True)
class Scenario:
    """One way in which connectors lose, double or spoil rows (docs/scenarios.md)."""

    number: int
    name: str
    title: str

    def check(self, sync: Syncs) -> None:
        """Try the project of `sync` in it, in a world of its own. Fails with the report of `playground test`."""
        ended = run_command(command_of(), "test", str(sync.project), "--only", self.name)
        said = (ended.output + ended.errors).strip()
        if ended.exit_code == _NOT_CONCERNED:
            raise NotConcerned(said)
        if ended.exit_code == _CONVICTED and not ended.errors.startswith("error: "):
            raise AssertionError(said)
        if ended.exit_code != 0:
            raise PlaygroundError(ended.reason or said)


def find_scenarios(wanted: str) -> list[Scenario]:
    """Give `all` of the catalogue, or those that a list names: `16,late-commit`."""
    ended = run_command(command_of(), "scenarios", "--json")
    if ended.exit_code != 0:
        raise PlaygroundError(ended.reason)
    known = [Scenario(one["number"], one["name"], one["title"]) for one in json.loads(ended.output)]
    if wanted == "all":
        return known
    names = [name.strip() for name in wanted.split(",")]
    for name in names:
        if not any(_is_called(one, name) for one in known):
            raise PlaygroundError(f"There is no scenario {name!r}. `playground scenarios` lists them.")
    return [one for one in known if any(_is_called(one, name) for name in names)]


def _is_called(scenario: Scenario, name: str) -> bool:
    return name == scenario.name or (name.isdecimal() and int(name) == scenario.number)
