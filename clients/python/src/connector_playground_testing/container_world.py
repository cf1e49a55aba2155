"""A further world of a playground in a container, at the ports of that one (docs/worlds.md)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from .container_home import FOLDER_INSIDE, ContainerHome
from .errors import PlaygroundError
from .outside import Endpoints
from .vault import point_vault

_WAYS: dict[str, Callable[[dict[str, Any], str], dict[str, Any]]] = {
    "api": lambda service, world: {**service, "url": f"{service['url']}/_worlds/{world}"},
    # By user and database.
    "postgres": lambda service, _: service,
    # By access key and bucket.
    "s3": lambda service, _: service,
    "key-vault": lambda service, world: {**service, "url": f"{service['url']}/_worlds/{world}"},
    # Without a password many clients send no user.
    "gateway": lambda service, world: {**service, "url": service["url"].replace("//", f"//{world}:x@", 1)},
}
"""Services whose port of the playground leads to a world too, and how their clients say there which one they mean."""


class ContainerWorldHome:
    """What is known of a world from the moment when it was made."""

    def __init__(self, home: ContainerHome, name: str) -> None:
        """Read what the container says of it."""
        self._home = home
        self._folder = f"{FOLDER_INSIDE}/worlds/{name}"
        self.control_url: str | None = f"{home.control_url}/_worlds/{name}"
        self.ca_file: Path = home.ca_file
        self.inside: Endpoints = json.loads(home.read(f"{self._folder}/endpoints.json"))
        outside = home.outside(self.inside)
        self.endpoints: Endpoints = {
            service: led(dict(outside[service]), name) for service, led in _WAYS.items() if service in outside
        }
        self._said = home.write_endpoints(name, self.endpoints)
        point_vault(self.inside, self.endpoints)

    def run(self, *arguments: str) -> str:
        """Run the command there, with the addresses that hold here."""
        return self._home.run_with(self._said, *arguments)

    def reset(self, *services: str) -> None:
        """Reset there, then write the database's address into the vault again."""
        self._home.execute("playground", "reset", *services, "--directory", self._folder)
        if not services or "key-vault" in services:
            point_vault(self.inside, self.endpoints)


def reached(running: Endpoints, asked: Sequence[str] | None) -> list[str]:
    """Say which services a world is asked for: by default all whose ports lead to it."""
    if asked is None:
        return [service for service in running if service in _WAYS]
    for service in asked:
        if service not in _WAYS:
            raise PlaygroundError(
                f"{service} of a further world answers at the port of the world alone, which a container does not "
                "publish. Start a container with these settings, or attach to a playground on this machine."
            )
        if service not in running:
            raise PlaygroundError(
                f"{service} is not among the services of this container, whose ports lead to its worlds. "
                "Name it in with_services() too."
            )
    return list(asked)


def require_reached(fault: Mapping[str, Any]) -> None:
    """Refuse what happens at the port of a world: the container's leads to the database itself."""
    on, effects = fault.get("on", {}), fault.get("do", {})
    is_of_database = "sql" in on or on.get("tcp") == "postgres" or on.get("service") == "postgres"
    ends_session = isinstance(effects, Mapping) and ("sqlstate" in effects or effects.get("terminate") == "backend")
    if is_of_database or ends_session:
        raise PlaygroundError(
            "Faults of the database happen at the port of its world, which a container does not publish. "
            "Attach to a playground on this machine, whose worlds have them."
        )
