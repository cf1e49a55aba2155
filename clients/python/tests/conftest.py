"""The two homes of a playground, and the line that every suite of this project ends with."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from connector_playground_testing import SERVICES, Playground, PlaygroundContainer

pytest_plugins = ["pytester"]

ROOT = Path(__file__).resolve().parents[3]
COMMAND = shlex.join(["node", str(ROOT / "dist/cli/main.js")])
ANY_PORTS = ",".join(f"{service}=0" for service in SERVICES if service != "api")


@pytest.fixture(scope="session")
def image() -> str:
    """The image under test; `run-tests` builds it."""
    return os.environ["PLAYGROUND_IMAGE"]


@pytest.fixture(scope="session")
def contained(image: str) -> Iterator[PlaygroundContainer]:
    with PlaygroundContainer(image) as container:
        yield container


@pytest.fixture(scope="session")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a playground that runs here."""
    folder = tmp_path_factory.mktemp("attached") / ".playground"
    # Parents must be passable for the account that the database runs under.
    for parent in folder.parents[:3]:
        parent.chmod(0o755)
    options = [
        "up",
        "--port",
        "0",
        "--control-port",
        "0",
        "--ports",
        ANY_PORTS,
        "--log",
        "json",
        "--directory",
        str(folder),
    ]
    with subprocess.Popen([*shlex.split(COMMAND), *options], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            for line in process.stdout:
                if json.loads(line)["event"] == "ready":
                    break
            # A pipe that nobody reads would stop the playground once it is full.
            threading.Thread(target=process.stdout.read, daemon=True).start()
            yield folder
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=20)


@pytest.fixture(scope="session")
def attached(directory: Path) -> Playground:
    return Playground.attach(directory, COMMAND)


@pytest.fixture(scope="session", params=["contained", "attached"])
def anywhere(request: pytest.FixtureRequest) -> Playground:
    """A playground in a container, then one on this machine: nobody can tell which."""
    found: Playground = request.getfixturevalue(request.param)
    return found


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One closing line in the form that all suites of this project share."""

    def count(*names: str) -> int:
        return sum(len(terminalreporter.stats.get(name, [])) for name in names)

    terminalreporter.write_line("")
    terminalreporter.write_line(
        f"{count('passed')} passed, {count('failed', 'error')} failed, {count('skipped')} skipped"
    )
