"""A running playground, wherever it runs."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import Request

from .clock import Clock
from .control import ask_control
from .errors import PlaygroundError
from .faults import Faults, FaultScope, fault_of
from .home import Home
from .local_home import LocalHome
from .names import not_running, service_name
from .outside import Endpoints
from .sources import Sources
from .sync import SyncResult, run_sync
from .truth import read_truth

if TYPE_CHECKING:
    from .report import Report
    from .worlds import World

_RESET_BY_REQUEST = ("api", "gateway")
"""What can be reset by a plain request, in a hundredth of the time that the command takes."""


class Playground(Sources):
    """Where everything is, and what can be done with all of it at once.

    Addresses and paths are those of the machine that the tests run on. A getter of a source that was not started
    raises `PlaygroundError`.
    """

    def __init__(self, home: Home | None = None) -> None:
        self._home = home

    @staticmethod
    def attach(directory: str | os.PathLike[str] = ".playground", command: str | None = None) -> Playground:
        """Take a playground that runs on this machine (`playground up`), and leave it running.

        `command` is how to call `playground`, for what only that can do; by default `PLAYGROUND_COMMAND` tells, or
        it is looked for on the path.
        """
        return Playground(LocalHome(directory, command))

    @property
    def endpoints(self) -> Endpoints:
        """What `endpoints.json` says, for each service that runs."""
        return self._started.endpoints

    @property
    def control_url(self) -> str:
        """Where `/_playground/*` answers for all: health, journal, metrics, clock, reset. No slash at the end."""
        url = self._started.control_url
        if url is None:
            raise PlaygroundError("This playground has no control plane of its own: each of its services has one.")
        return url

    @property
    def clock(self) -> Clock:
        """What time it is in the world, and what moves it."""
        return Clock(lambda: self.control_url)

    @property
    def faults(self) -> Faults:
        """What goes wrong on purpose: `add`, `list`, `clear`."""
        return Faults(lambda: self.control_url)

    def fault(self, **words: Any) -> FaultScope:
        """Plan a fault until the end of a `with` statement.

        `with playground.fault(route="people", page=3, status=500):` What says when it happens (`on`), `times` and
        `after` are told from effects by their names; `from` is written `from_`.
        """
        return FaultScope(self.faults, [fault_of(words)])

    def truth(self, table: str, at: datetime | str | None = None) -> Iterator[dict[str, Any]]:
        """Give the rows that a table of the world holds at an instant, by default now, as they arrive.

        An instant is a datetime with a time zone, or ISO 8601 text. `playground truth` lists the tables.
        """
        return read_truth(self.control_url, table, {"at": at})

    def truth_changes(
        self, table: str, after: datetime | str | None = None, until: datetime | str | None = None
    ) -> Iterator[dict[str, Any]]:
        """Give what happens to the rows of a table after one instant (by default the anchor) until another (now)."""
        return read_truth(self.control_url, table, {"from": after, "to": until}, "/changes")

    @property
    def ca_file(self) -> Path:
        """The certificate (PEM) that clients must trust, as a file."""
        return self._started.ca_file

    @property
    def ca_certificate(self) -> str:
        """The same as text."""
        return self.ca_file.read_text()

    def reset(self, *sources: str) -> None:
        """Bring every source back to the data and the time of the start, or the named ones to the data of now."""
        services = [source if source in self.endpoints else service_name(source) for source in sources]
        for service in services:
            self._endpoints_of(service)
        control_url = self._started.control_url
        if not services and set(self.endpoints) <= set(_RESET_BY_REQUEST):
            if control_url is not None:
                return _reset_by_request(control_url)
            services = list(self.endpoints)
        by_request = [service for service in services if service in _RESET_BY_REQUEST]
        others = [service for service in services if service not in _RESET_BY_REQUEST]
        for service in by_request:
            _reset_by_request(str(self._endpoints_of(service)["url"]))
        if others or not services:
            self._started.reset(*others)
        return None

    def configuration_for(self, example: str) -> dict[str, str]:
        """Give the ready `configuration.json` of a public connector example: `authentication/api_key`."""
        configuration: dict[str, str] = json.loads(self._started.run("config", example))
        return configuration

    def environment(self) -> dict[str, str]:
        """Say where everything is as environment variables: what `playground env` says.

        With the gateway among the sources they send a program's requests through it, and make the program trust it.
        """
        variables: dict[str, str] = json.loads(self._started.run("env", "--json"))
        control_url = self._started.control_url
        return {**variables, **({} if control_url is None else {"PLAYGROUND_CONTROL_URL": control_url})}

    def sync(
        self,
        project: str | os.PathLike[str],
        configuration: Mapping[str, str] | None = None,
        *,
        after: SyncResult | None = None,
    ) -> SyncResult:
        """Run a connector project with `fivetran debug` and give what it synced. Needs the extra `sdk`.

        The project is run in a copy, so that nothing is left in its folder. Without a `configuration` it has its own
        `configuration.json`. `after` is the sync to go on from: the next one has its state and its warehouse.
        """
        return run_sync(Path(project), self.environment(), configuration, after)

    def world(self, name: str, **options: Any) -> World:
        """Make a further world: rows, a clock, faults and a journal of its own.

        `with playground.world("w1", preset="living", seed=7) as world:`. What is left out, it has as its playground:
        `services`, `preset`, `seed`, `records`, `anchor`, `clock_rate`, `credentials`, `postgres_rows`, `s3_files`,
        `journal_size`, `rate_limit` (a number, true or false), `allowed_hosts`.
        In a container it answers at the ports of the playground, which say which world is meant.
        """
        from .worlds import make_world

        return make_world(self, name, options)

    def matches(self, destination: str | os.PathLike[str]) -> Report:
        """Compare what a connector wrote with what this world has: true when all rows are equal.

        A destination is the folder of a project (`SyncResult.destination`), or a file of DuckDB. The command
        `playground` compares, so that it must be on this machine, and this playground too.
        """
        from .report import report_of

        if not isinstance(self._started, LocalHome):
            raise PlaygroundError(
                "What is compared must be on the machine of the playground, and this one runs in a container. "
                "Attach to a playground on this machine: playground up."
            )
        place = Path(destination).resolve()
        chosen = [str(place)] if place.is_dir() else ["--duckdb", str(place)]
        return report_of(self._started.ask("verify", *chosen, "--jsonl"))

    @property
    def _started(self) -> Home:
        if self._home is None:
            raise PlaygroundError("This playground is not started. Use it in a `with` statement, or call start().")
        return self._home

    def _endpoints_of(self, service: str) -> Mapping[str, object]:
        if service not in self.endpoints:
            raise not_running(service, ", ".join(self.endpoints))
        return self.endpoints[service]


def _reset_by_request(url: str) -> None:
    request = Request(f"{url}/_playground/reset", method="POST")  # noqa: S310 (always http)
    ask_control(request).close()
