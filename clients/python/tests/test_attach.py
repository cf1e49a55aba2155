"""What only a playground on this machine has: it is somebody else's."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from connector_playground_testing import Playground, PlaygroundError


def test_a_folder_without_a_playground(tmp_path: Path) -> None:
    with pytest.raises(PlaygroundError, match=r"^No playground runs in .*\. Start one with: playground up$"):
        Playground.attach(tmp_path)


def test_a_playground_that_was_killed(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        (tmp_path / "endpoints.json").write_text(json.dumps({"api": {"url": f"http://127.0.0.1:{port}"}}))
        with pytest.raises(PlaygroundError, match=f"^api does not answer at 127.0.0.1:{port}. Start the playground"):
            Playground.attach(tmp_path)


def test_the_command_is_asked_for_when_it_is_nowhere(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PLAYGROUND_COMMAND", raising=False)
    monkeypatch.setenv("PATH", str(directory))
    playground = Playground.attach(directory)
    playground.reset("api")
    with pytest.raises(PlaygroundError, match=r"^There is no command 'playground'.* Set PLAYGROUND_COMMAND"):
        playground.reset("postgres")
