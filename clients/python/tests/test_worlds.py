"""Further worlds, and what a sync of one is compared with."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest
from conftest import COMMAND

from connector_playground_testing import Playground, PlaygroundContainer, PlaygroundError

EVERYBODY = Path(__file__).parent / "projects/everybody"

IN_A_TEST = """
import pytest

@pytest.fixture
def sync_configuration(world):
    return {"api_url": world.api_url, "gives_up": GIVES_UP}

@pytest.mark.world(services=["api"], records=150)
def test_survives_a_bad_page(world, sync):
    sync()
    world.advance(minutes=5)
    with world.fault(route="people", page=2, status=500):
        assert sync().exit_code == 0
    assert world.matches(sync.destination)
"""

IN_SCENARIOS = """
import pytest

@pytest.mark.scenarios(WANTED)
def test_catalogue(scenario, sync):
    scenario.check(sync)
"""


@pytest.fixture(autouse=True)
def _command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYGROUND_COMMAND", COMMAND)


def test_a_world_is_its_own_and_ends_with_its_scope(attached: Playground) -> None:
    with attached.world("w1", services=["api"], preset="living", seed=7) as world:
        assert world.api_url != attached.api_url
        assert world.advance(minutes=5) == datetime(2026, 1, 1, 0, 5, tzinfo=timezone.utc)
        assert next(world.truth("people"))["id"] != next(attached.truth("people"))["id"]
        with world.fault(route="people", status=500):
            assert (len(world.faults.list()), attached.faults.list()) == (1, [])
        with pytest.raises(PlaygroundError, match="There is a world 'w1' already"):
            attached.world("w1")
    with pytest.raises(PlaygroundError, match="does not answer"):
        _ = world.clock.now


def test_what_is_wrong_is_refused(attached: Playground, tmp_path: Path) -> None:
    with pytest.raises(PlaygroundError, match="There is no 'presett'"):
        attached.world("w2", presett="living")
    with pytest.raises(PlaygroundError, match=r"warehouse\.db"):
        attached.matches(tmp_path)


def test_a_container_says_how_to_have_worlds(contained: PlaygroundContainer) -> None:
    with pytest.raises(PlaygroundError, match="Attach to a playground on this machine"):
        contained.world("w1")
    with pytest.raises(PlaygroundError, match="Attach to a playground on this machine"):
        contained.matches(".")


@pytest.mark.parametrize(
    ("gives_up", "outcome", "says"),
    [
        ("no", {"passed": 1}, []),
        ("yes", {"failed": 1}, ["*tester.person = people *missing*", "*100 missing, wrong-deletes*"]),
    ],
)
def test_a_world_and_syncs_for_a_test(
    pytester: pytest.Pytester, directory: Path, gives_up: str, outcome: dict[str, int], says: list[str]
) -> None:
    pytester.makepyfile(IN_A_TEST.replace("GIVES_UP", repr(gives_up)))
    arguments = ["--playground-attach", str(directory), "--playground-project", str(EVERYBODY)]
    ran = pytester.runpytest_subprocess("-p", "no:cacheprovider", *arguments)
    assert ran.parseoutcomes() == outcome
    ran.stdout.fnmatch_lines(says)
    assert Playground.attach(directory).faults.list() == []


def test_a_scenario_for_a_test(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(IN_SCENARIOS.replace("WANTED", "'error-is-the-end'"))
    ran = pytester.runpytest_subprocess("-p", "no:cacheprovider", "--playground-project", str(EVERYBODY))
    assert ran.parseoutcomes() == {"passed": 1}


@pytest.mark.parametrize(
    ("wanted", "says"), [("'99'", "*There is no scenario '99'*"), ("", "*The marker scenarios takes one text*")]
)
def test_scenarios_that_there_are_not(pytester: pytest.Pytester, wanted: str, says: str) -> None:
    pytester.makepyfile(IN_SCENARIOS.replace("WANTED", wanted))
    ran = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    assert ran.ret != 0
    ran.stdout.fnmatch_lines([says])
