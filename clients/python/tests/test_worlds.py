"""Further worlds, and what a sync of one is compared with."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import psycopg2
import pytest
import requests
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


@pytest.mark.parametrize(("limit", "header"), [(3, "3"), (True, "20"), (False, None)])
def test_a_world_has_limits_and_hosts_of_its_own(attached: Playground, limit: object, header: str | None) -> None:
    options = {"services": ["api", "gateway"], "rate_limit": limit, "allowed_hosts": ["*.example.org"]}
    with attached.world("w4", **options) as world:
        answer = requests.get(f"{world.api_url}/pagination/offset", timeout=30)
        assert answer.headers.get("X-RateLimit-Limit") == header
        hosts = f"{world.endpoints['gateway']['url']}/_playground/hosts"
        assert "*.example.org" in requests.get(hosts, timeout=30).text


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"stand_ins": ["hosts.js"]}, "playground up --stand-ins FILE"),
        ({"rate_limit": 0.5}, r"rateLimit\.capacity must be a whole number"),
        ({"allowed_hosts": ["a b"]}, "'a b': that is not a host"),
    ],
)
def test_options_that_no_world_has_are_refused(attached: Playground, options: dict[str, object], says: str) -> None:
    with pytest.raises(PlaygroundError, match=says):
        attached.world("w2", services=["api", "gateway"], **options)


def test_what_is_wrong_is_refused(attached: Playground, tmp_path: Path) -> None:
    with pytest.raises(PlaygroundError, match="There is no 'presett'"):
        attached.world("w2", presett="living")
    with pytest.raises(PlaygroundError, match=r"warehouse\.db"):
        attached.matches(tmp_path)


def test_a_world_in_a_container_is_reached_at_the_ports_of_the_container(contained: PlaygroundContainer) -> None:
    with contained.world("w1", preset="living", seed=7) as world:
        assert set(world.endpoints) == set(contained.endpoints) - {"bastion", "redshift"}
        assert world.api_url == f"{contained.api_url}/_worlds/w1"
        assert world.advance(minutes=5) == datetime(2026, 1, 1, 0, 5, tzinfo=timezone.utc)
        first = next(world.truth("people"))
        assert first["id"] != next(contained.truth("people"))["id"]
        listed = f"{world.api_url}/pagination/offset?limit=1&order_by=createdAt"
        assert len(requests.get(listed, timeout=30).json()["data"]) == 1
        with world.fault(route="people", status=500) as fault:
            assert requests.get(listed, timeout=30).status_code == 500
            assert (fault.fired, contained.faults.list()) == (1, [])
        with psycopg2.connect(world.endpoints["postgres"]["url"]) as database, database.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM users")
            assert cursor.fetchone() == (200,)
        assert world.environment()["PLAYGROUND_API_URL"] == world.api_url
        assert "w1" in world.configuration_for("server_side_cursors").values()
        world.reset()
        assert world.clock.now == datetime(2026, 1, 1, tzinfo=timezone.utc)
    with pytest.raises(PlaygroundError, match="w1"):
        _ = world.clock.now


@pytest.mark.parametrize(
    ("services", "says"),
    [(["redshift"], "redshift of a further world answers at the port of the world alone"), (["nothing"], "nothing")],
)
def test_a_world_in_a_container_has_what_its_ports_lead_to(
    contained: PlaygroundContainer, services: list[str], says: str
) -> None:
    with pytest.raises(PlaygroundError, match=says):
        contained.world("w2", services=services)


def test_faults_of_a_database_in_a_container_are_refused(contained: PlaygroundContainer) -> None:
    fault = {"on": {"sql": "SELECT*"}, "do": {"sqlstate": "57014"}}
    with (
        contained.world("w3", services=["postgres"]) as world,
        pytest.raises(PlaygroundError, match="port of its world"),
    ):
        world.faults.add(fault)


def test_a_container_says_how_to_compare(contained: PlaygroundContainer) -> None:
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
