"""The fixtures, as a project has them that has the package installed."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import COMMAND

USE = """
import requests


def journal(playground):
    answer = requests.get(f"{playground.api_url}/_playground/journal").json()
    return [entry["target"] for entry in answer["entries"]]
"""

RESET = (
    USE
    + """
import pytest

def test_one(playground):
    requests.get(f"{playground.api_url}/pagination/offset")

@pytest.mark.playground_reset()
def test_two_has_what_one_left(playground):
    assert "/pagination/offset" in journal(playground)

def test_three_has_what_one_left(shared_playground):
    assert "/pagination/offset" in journal(shared_playground)

@pytest.mark.playground_reset("gateway")
def test_four_resets_something_else(playground):
    assert "/pagination/offset" in journal(playground)

def test_five_starts_afresh(playground):
    assert "/pagination/offset" not in journal(playground)
"""
)

THROUGH_THE_GATEWAY = """
import requests

def test_public_name(playground_environment):
    assert requests.get("https://swapi.dev/api/people/1/").json()["name"]
"""

IN_PYTHON = """
import pytest
from connector_playground_testing import PlaygroundContainer

@pytest.fixture(scope="session")
def playground_container(playground_container):
    return playground_container.with_services("api").with_records(9)
"""


@pytest.fixture(autouse=True)
def _no_settings_of_this_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PLAYGROUND_IMAGE")
    monkeypatch.setenv("PLAYGROUND_COMMAND", COMMAND)


def run(pytester: pytest.Pytester, *arguments: str) -> dict[str, int]:
    return pytester.runpytest_subprocess("-p", "no:cacheprovider", *arguments).parseoutcomes()


@pytest.mark.parametrize(("ini", "passed"), [("playground_reset = api", 5), ("", 5)])
def test_each_test_starts_afresh(pytester: pytest.Pytester, directory: Path, ini: str, passed: int) -> None:
    pytester.makeini(f"[pytest]\n{ini}")
    pytester.makepyfile(RESET)
    assert run(pytester, "--playground-attach", str(directory)) == {"passed": passed}


def test_attach_by_environment(pytester: pytest.Pytester, directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYGROUND_DIRECTORY", str(directory))
    pytester.makepyfile(THROUGH_THE_GATEWAY)
    assert run(pytester) == {"passed": 1}


def test_a_container_with_the_settings_of_the_ini_file(pytester: pytest.Pytester, image: str) -> None:
    pytester.makeini("[pytest]\nplayground_up = --services api --records 7")
    pytester.makepyfile(USE + "\ndef test_total(playground):\n    assert total(playground) == 7\n" + TOTAL)
    assert run(pytester, "--playground-image", image) == {"passed": 1}


def test_a_container_made_in_python(pytester: pytest.Pytester, image: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYGROUND_IMAGE", image)
    pytester.makeconftest(IN_PYTHON)
    pytester.makepyfile(USE + "\ndef test_total(playground):\n    assert total(playground) == 9\n" + TOTAL)
    assert run(pytester) == {"passed": 1}


TOTAL = """

def total(playground):
    return requests.get(f"{playground.api_url}/pagination/offset").json()["total"]
"""


def test_fixtures_and_options_are_shown(pytester: pytest.Pytester) -> None:
    shown = pytester.runpytest_subprocess("--fixtures", "-p", "no:cacheprovider").stdout.str()
    for name in ("playground --", "shared_playground [session scope]", "playground_environment --"):
        assert name in shown
    helped = pytester.runpytest_subprocess("--help", "-p", "no:cacheprovider").stdout.str()
    for name in ("--playground-attach=DIR", "--playground-image=IMAGE", "playground_up", "playground_reset"):
        assert name in helped
