"""Further worlds of a playground: rows, a clock, faults and a journal of their own (docs/worlds.md)."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import datetime, timedelta
from types import TracebackType
from typing import TYPE_CHECKING, cast
from urllib.parse import quote
from urllib.request import Request

from .container_home import ContainerHome
from .container_world import ContainerWorldHome, reached, require_reached
from .control import ask_control
from .errors import PlaygroundError
from .faults import Faults
from .home import Home
from .local_home import LocalHome
from .names import service_name
from .playground import Playground
from .report import Report

if TYPE_CHECKING:
    from typing_extensions import Self


class World(Playground):
    """A playground besides that which lends it its process. It ends with its `with` statement, or by `delete`."""

    def __init__(self, name: str, home: Home, maker: str) -> None:
        """Made by `make_world`."""
        super().__init__(home)
        self.name = name
        self._maker = maker
        self._url = super().control_url
        self.reports: list[Report] = []

    @property
    def control_url(self) -> str:
        """Where `/_playground/*` answers for this world. Nobody does when it was deleted."""
        return self._url

    @property
    def faults(self) -> Faults:
        """What goes wrong in it. Faults of its database are refused in a container, which does not publish its port."""
        require = require_reached if isinstance(self._home, ContainerWorldHome) else None
        return Faults(lambda: self.control_url, require)

    def advance(self, duration: str | timedelta | None = None, **parts: float) -> datetime:
        """Let time pass: `world.advance(minutes=5)`, which is `world.clock.advance(minutes=5)`."""
        return self.clock.advance(duration, **parts)

    def matches(self, destination: str | os.PathLike[str]) -> Report:
        """Compare what a connector wrote with what this world has, and remember the report for a test that fails."""
        self.reports.append(super().matches(destination))
        return self.reports[-1]

    def delete(self) -> None:
        """Stop its services, and remove all that it has."""
        url = f"{self._maker}/_playground/worlds/{quote(self.name, safe='')}"
        ask_control(Request(url, method="DELETE")).close()  # noqa: S310 (always http)

    def __enter__(self) -> Self:
        """Use it until the end of the `with` statement."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Delete it."""
        self.delete()


def make_world(playground: Playground, name: str, options: Mapping[str, object]) -> World:
    """Ask a playground for a world."""
    home = playground._started
    maker = playground.control_url
    services = options.get("services")
    if isinstance(home, ContainerHome):
        asked = None if services is None else [service_name(str(one)) for one in cast("list[object]", services)]
        options = {**options, "services": reached(home.inside, asked)}
    elif not isinstance(home, LocalHome):
        raise PlaygroundError(
            "Services in containers of their own have one world. Take one container, or playground up."
        )
    order = json.dumps({"name": name, **options}).encode()
    request = Request(f"{maker}/_playground/worlds", order, {"Content-Type": "application/json"})  # noqa: S310 (always http)
    ask_control(request).close()
    if isinstance(home, LocalHome):
        return World(name, home.of_world(name), maker)
    return World(name, ContainerWorldHome(home, name), maker)
