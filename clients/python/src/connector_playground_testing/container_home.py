"""A playground in a container: its files here, its addresses here, its command there."""

from __future__ import annotations

import json
import shlex
import shutil
import tempfile
import uuid
import weakref
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from testcontainers.core.container import DockerContainer

from .errors import PlaygroundError
from .outside import Address, Endpoints, address_of, files_in, seen_from_outside
from .vault import point_vault

FOLDER_INSIDE = "/home/node/.playground"
"""Where the playground of a container keeps its files."""

_CA_INSIDE = f"{FOLDER_INSIDE}/certificates/ca.crt"
_ENDPOINTS_INSIDE = "/tmp/endpoints-outside.json"  # noqa: S108 (in the container, where nobody else is)


class ContainerHome:
    """What is known of a playground from the moment when its container is ready."""

    def __init__(self, container: DockerContainer) -> None:
        """Look at a container that is ready, and write the files that clients want the path of."""
        self._container = container
        self._folder = Path(tempfile.mkdtemp(prefix="connector-playground-"))
        self.close = weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self.inside: Endpoints = json.loads(self.read(f"{FOLDER_INSIDE}/endpoints.json"))
        self.endpoints = seen_from_outside(self.inside, (FOLDER_INSIDE, self._folder), self._published)
        control = urlsplit(json.loads(self.read(f"{FOLDER_INSIDE}/control.json"))["url"])
        host, port = self._published(control.port or 80)
        self.control_url: str | None = f"http://{host}:{port}"
        self.ca_file = self._write(_CA_INSIDE, self.read(_CA_INSIDE))
        for path, text in files_in(self.inside):
            self._write(path, text)
        container.copy_into_container(json.dumps(self.endpoints).encode(), _ENDPOINTS_INSIDE)
        point_vault(self.inside, self.endpoints)

    def run(self, *arguments: str) -> str:
        """Run the command there, with the addresses that hold here."""
        return self.run_with(_ENDPOINTS_INSIDE, *arguments)

    def run_with(self, endpoints: str, *arguments: str) -> str:
        """The same with the addresses in a file there."""
        said = f"/tmp/said-{uuid.uuid4()}"  # noqa: S108 (in the container, too)
        # Not from the engine's own stream: Docker 20.10 now and then loses what a program says just before its end.
        self.execute("sh", "-c", f'"$@" >{said}', "sh", "playground", *arguments, "--endpoints", endpoints)
        return self.read(said)

    def reset(self, *services: str) -> None:
        """Reset there, then write the database's address into the vault again."""
        self.execute("playground", "reset", *services)
        if not services or "key-vault" in services:
            point_vault(self.inside, self.endpoints)

    def outside(self, endpoints: Endpoints) -> Endpoints:
        """Give the endpoints of a world as they are here: at the published ports of the playground's own services."""

        def published(service: str) -> Callable[[int], Address]:
            own = address_of(self.inside[service])[1]
            return lambda _: self._published(own)

        moved: dict[str, Mapping[str, Any]] = {}
        for service in (service for service in endpoints if service in self.inside):
            one = {service: endpoints[service]}
            moved.update(seen_from_outside(one, (FOLDER_INSIDE, self._folder), published(service)))
        return moved

    def write_endpoints(self, name: str, endpoints: Endpoints) -> str:
        """Write endpoints of a world that hold here into a file there, and give its path."""
        path = f"/tmp/endpoints-{name}.json"  # noqa: S108 (in the container, where nobody else is)
        self._container.copy_into_container(json.dumps(endpoints).encode(), path)
        return path

    def _published(self, port: int) -> Address:
        host = self._container.get_container_host_ip()
        # The name may lead to ::1, where engines publish a port under another number.
        return "127.0.0.1" if host == "localhost" else host, self._container.get_exposed_port(port)

    def read(self, path: str) -> str:
        """Give the text of a file there."""
        file = self._folder / "copied"
        self._container.copy_from_container(path, file)
        return file.read_text()

    def _write(self, path: str, text: str) -> Path:
        file = self._folder / PurePosixPath(path).relative_to(FOLDER_INSIDE)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
        file.write_text(text)
        return file

    def execute(self, *command: str) -> None:
        """Run a program there. Raises `PlaygroundError` with its words when it fails."""
        code, said = self._container.get_wrapped_container().exec_run(list(command))
        if code != 0:
            words = said.decode().strip().removeprefix("error: ")
            raise PlaygroundError(words or f"In the container `{shlex.join(command)}` ended with {code}.")
