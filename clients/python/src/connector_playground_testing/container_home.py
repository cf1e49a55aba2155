"""A playground in a container: its files here, its addresses here, its command there."""

from __future__ import annotations

import json
import shlex
import shutil
import tempfile
import uuid
import weakref
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from testcontainers.core.container import DockerContainer

from .errors import PlaygroundError
from .outside import Address, Endpoints, files_in, seen_from_outside
from .vault import point_vault

_FOLDER_INSIDE = "/home/node/.playground"
_CA_INSIDE = f"{_FOLDER_INSIDE}/certificates/ca.crt"
_ENDPOINTS_INSIDE = "/tmp/endpoints-outside.json"  # noqa: S108 (in the container, where nobody else is)


class ContainerHome:
    """What is known of a playground from the moment when its container is ready."""

    def __init__(self, container: DockerContainer) -> None:
        """Look at a container that is ready, and write the files that clients want the path of."""
        self._container = container
        self._folder = Path(tempfile.mkdtemp(prefix="connector-playground-"))
        self.close = weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self.inside: Endpoints = json.loads(self._copy(f"{_FOLDER_INSIDE}/endpoints.json"))
        self.endpoints = seen_from_outside(self.inside, (_FOLDER_INSIDE, self._folder), self._published)
        control = urlsplit(json.loads(self._copy(f"{_FOLDER_INSIDE}/control.json"))["url"])
        host, port = self._published(control.port or 80)
        self.control_url: str | None = f"http://{host}:{port}"
        self.ca_file = self._write(_CA_INSIDE, self._copy(_CA_INSIDE))
        for path, text in files_in(self.inside):
            self._write(path, text)
        container.copy_into_container(json.dumps(self.endpoints).encode(), _ENDPOINTS_INSIDE)
        point_vault(self.inside, self.endpoints)

    def run(self, *arguments: str) -> str:
        """Run the command there, with the addresses that hold here."""
        said = f"/tmp/said-{uuid.uuid4()}"  # noqa: S108 (in the container, too)
        # Not from the engine's own stream: Docker 20.10 now and then loses what a program says just before its end.
        self._execute("sh", "-c", f'"$@" >{said}', "sh", "playground", *arguments, "--endpoints", _ENDPOINTS_INSIDE)
        return self._copy(said)

    def reset(self, *services: str) -> None:
        """Reset there, then write the database's address into the vault again."""
        self._execute("playground", "reset", *services)
        if not services or "key-vault" in services:
            point_vault(self.inside, self.endpoints)

    def _published(self, port: int) -> Address:
        host = self._container.get_container_host_ip()
        # The name may lead to ::1, where engines publish a port under another number.
        return "127.0.0.1" if host == "localhost" else host, self._container.get_exposed_port(port)

    def _copy(self, path: str) -> str:
        file = self._folder / "copied"
        self._container.copy_from_container(path, file)
        return file.read_text()

    def _write(self, path: str, text: str) -> Path:
        file = self._folder / PurePosixPath(path).relative_to(_FOLDER_INSIDE)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
        file.write_text(text)
        return file

    def _execute(self, *command: str) -> None:
        code, said = self._container.get_wrapped_container().exec_run(list(command))
        if code != 0:
            words = said.decode().strip().removeprefix("error: ")
            raise PlaygroundError(words or f"In the container `{shlex.join(command)}` ended with {code}.")
