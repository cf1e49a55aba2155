"""Connector projects, run as their users run them."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from connector_playground_testing import Playground, PlaygroundError

PEOPLE = Path(__file__).parent / "projects" / "people"


def test_a_sync_gives_rows_and_state(anywhere: Playground) -> None:
    first = anywhere.sync(PEOPLE, {"api_url": anywhere.api_url})
    assert first.exit_code == 0, first.output
    assert len(first.tables["person"]) == 200
    assert all(row["name"] for row in first.tables["person"])
    assert first.state["since"].startswith("20")


def test_a_sync_goes_on_from_another(anywhere: Playground) -> None:
    configuration = {"api_url": anywhere.api_url}
    first = anywhere.sync(PEOPLE, configuration)
    second = anywhere.sync(PEOPLE, configuration, after=first)
    assert second.exit_code == 0, second.output
    assert (second.state, len(second.tables["person"])) == (first.state, 200)


def test_nothing_is_left_in_the_project_nor_of_its_copy(attached: Playground) -> None:
    before = sorted(PEOPLE.iterdir())
    result = attached.sync(PEOPLE, {"api_url": attached.api_url})
    copy = result.project
    assert (copy / "files/warehouse.db").exists()
    assert sorted(PEOPLE.iterdir()) == before
    del result
    assert not copy.parent.exists()


def test_a_project_has_its_own_configuration(attached: Playground, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(PEOPLE, project)
    (project / "configuration.json").write_text('{"api_url": "http://127.0.0.1:1"}')
    result = attached.sync(project)
    assert result.exit_code == 1
    assert result.tables == {}
    assert "127.0.0.1" in result.output


def test_the_sdk_is_asked_for_when_it_is_nowhere(
    attached: Playground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    node = shutil.which("node")
    assert node is not None
    (tmp_path / "node").symlink_to(node)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(PlaygroundError, match=r"^There is no command 'fivetran'. Install it with: pip install"):
        attached.sync(PEOPLE)
    assert list(tmp_path.glob("connector-playground-sync-*")) == []
