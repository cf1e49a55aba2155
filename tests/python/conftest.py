"""Starts one playground for the whole suite and tells the tests where it is."""

import json
import os
import signal
import subprocess
import tempfile
import threading
from pathlib import Path

import pytest

collect_ignore = [] if "OFFLINE" in os.environ else ["test_offline.py"]

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def directory():
    """The folder of the playground."""
    with tempfile.TemporaryDirectory(prefix="playground-python-") as folder:
        # Parents must be passable for the account that the database runs under.
        os.chmod(folder, 0o755)
        yield folder


@pytest.fixture(scope="session")
def playground(directory):
    """The command line that calls the command with the playground of this suite: `[*playground("exec"), "--", …]`."""
    return lambda command: ["node", str(ROOT / "dist/cli/main.js"), command, "--directory", directory]


@pytest.fixture(scope="session")
def endpoints(playground):
    """Where every service is, by its name, as the playground writes it into `endpoints.json`."""
    command = [*playground("up"), "--port", "0", "--log", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            file = wait_for_endpoints(process)
            read_on(process)
            yield json.loads(Path(file).read_text())
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=20)


def wait_for_endpoints(process):
    """Reads events until the playground says that it is ready, and where its endpoints file is."""
    for line in process.stdout:
        event = json.loads(line)
        if event["event"] == "ready":
            return event["endpoints"]
    raise RuntimeError(f"the playground ended with {process.wait()} before it was ready")


def read_on(process):
    """A pipe that nobody reads would stop the playground once it is full."""
    threading.Thread(target=process.stdout.read, daemon=True).start()
