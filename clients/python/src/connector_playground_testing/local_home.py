"""A playground that somebody else started on this machine with `playground up`."""

from __future__ import annotations

import json
import os
import shlex
import socket
import subprocess
from pathlib import Path

from .errors import PlaygroundError
from .outside import Endpoints, address_of


class LocalHome:
    """What its folder tells of it."""

    def __init__(self, directory: str | os.PathLike[str], command: str | None) -> None:
        """Read the folder of a playground that runs.

        `command` is what the shell knows `playground` by; by default that of `PLAYGROUND_COMMAND`.
        """
        self._directory = Path(directory).resolve()
        self._command = shlex.split(command or os.environ.get("PLAYGROUND_COMMAND") or "playground")
        self.ca_file = self._directory / "certificates" / "ca.crt"
        try:
            self.endpoints: Endpoints = json.loads((self._directory / "endpoints.json").read_text())
        except FileNotFoundError:
            raise PlaygroundError(f"No playground runs in {directory}. Start one with: playground up") from None
        for name, service in self.endpoints.items():
            _expect_answer(name, service)

    @property
    def control_url(self) -> str | None:
        """What `control.json` says."""
        file = self._directory / "control.json"
        return str(json.loads(file.read_text())["url"]) if file.exists() else None

    def run(self, *arguments: str) -> str:
        """Run the command here."""
        command = [*self._command, *arguments, "--directory", str(self._directory)]
        try:
            ended = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
        except FileNotFoundError:
            raise PlaygroundError(
                f"There is no command {self._command[0]!r}, which `playground {arguments[0]}` needs. Set "
                "PLAYGROUND_COMMAND to the command: node /path/to/connector-playground/dist/cli/main.js"
            ) from None
        if ended.returncode == 0:
            return ended.stdout
        words = ended.stderr.strip().removeprefix("error: ")
        raise PlaygroundError(words or f"`{shlex.join(command)}` ended with {ended.returncode}.")

    def reset(self, *services: str) -> None:
        """Reset with the command."""
        self.run("reset", *services)


def _expect_answer(name: str, service: object) -> None:
    """A killed playground leaves its file behind."""
    address = address_of(service)  # type: ignore[arg-type]
    try:
        socket.create_connection(address, timeout=5).close()
    except OSError as error:
        raise PlaygroundError(
            f"{name} does not answer at {address[0]}:{address[1]}. Start the playground again: playground up"
        ) from error
