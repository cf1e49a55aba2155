"""A playground that somebody else started on this machine with `playground up`."""

from __future__ import annotations

import json
import os
import shlex
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from .errors import PlaygroundError
from .outside import Endpoints, address_of


@dataclass(frozen=True)
class Ended:
    """What the command `playground` said, and how it ended."""

    exit_code: int
    output: str
    errors: str

    @property
    def reason(self) -> str:
        """Why it failed, as it says."""
        return self.errors.strip().removeprefix("error: ")


class LocalHome:
    """What its folder tells of it."""

    def __init__(self, directory: str | os.PathLike[str], command: str | None) -> None:
        """Read the folder of a playground that runs.

        `command` is what the shell knows `playground` by; by default that of `PLAYGROUND_COMMAND`.
        """
        self._directory = Path(directory).resolve()
        self._command = command_of(command)
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
        ended = self.ask(*arguments)
        if ended.exit_code == 0:
            return ended.output
        raise PlaygroundError(ended.reason or f"`playground {shlex.join(arguments)}` ended with {ended.exit_code}.")

    def ask(self, *arguments: str) -> Ended:
        """Run the command here, and say how it ended."""
        return run_command(self._command, *arguments, "--directory", str(self._directory))

    def of_world(self, name: str) -> LocalHome:
        """Give the home of a further world."""
        return LocalHome(self._directory / "worlds" / name, shlex.join(self._command))

    def reset(self, *services: str) -> None:
        """Reset with the command."""
        self.run("reset", *services)


def command_of(command: str | None = None) -> list[str]:
    """Say how `playground` is called."""
    return shlex.split(command or os.environ.get("PLAYGROUND_COMMAND") or "playground")


def run_command(command: list[str], *arguments: str) -> Ended:
    """Run `playground`, which finds the programs of this Python first: the Connector SDK, and its DuckDB."""
    search = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    try:
        ended = subprocess.run(
            [*command, *arguments],
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "PATH": search},
        )
    except FileNotFoundError:
        raise PlaygroundError(
            f"There is no command {command[0]!r}, which `playground {arguments[0]}` needs. Set "
            "PLAYGROUND_COMMAND to the command: node /path/to/connector-playground/dist/cli/main.js"
        ) from None
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def _expect_answer(name: str, service: object) -> None:
    """A killed playground leaves its file behind."""
    address = address_of(service)  # type: ignore[arg-type]
    try:
        socket.create_connection(address, timeout=5).close()
    except OSError as error:
        raise PlaygroundError(
            f"{name} does not answer at {address[0]}:{address[1]}. Start the playground again: playground up"
        ) from error
