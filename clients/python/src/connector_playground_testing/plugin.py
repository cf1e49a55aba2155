"""Fixtures for pytest, there as soon as the package is installed."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from .errors import PlaygroundError
from .playground import Playground
from .scenarios import NotConcerned, Scenario, find_scenarios
from .syncs import Syncs
from .worlds import World

if TYPE_CHECKING:
    from .container import PlaygroundContainer


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what can be said on the command line and in the ini file."""
    group = parser.getgroup("connector-playground")
    group.addoption(
        "--playground-attach",
        metavar="DIR",
        default=os.environ.get("PLAYGROUND_DIRECTORY"),
        help="use the playground that runs in this folder (PLAYGROUND_DIRECTORY)",
    )
    group.addoption(
        "--playground-image",
        metavar="IMAGE",
        default=os.environ.get("PLAYGROUND_IMAGE"),
        help="start this image (PLAYGROUND_IMAGE; default: connector-playground)",
    )
    group.addoption(
        "--playground-project",
        metavar="DIR",
        default=None,
        help="the connector that the fixture sync runs (ini: playground_project; default: the root folder)",
    )
    parser.addini("playground_project", "the connector that the fixture sync runs", default=None)
    parser.addini("playground_up", "options of `playground up` for the container", type="args", default=[])
    parser.addini("playground_reset", "the sources to reset before a test (default: all)", type="args", default=[])


def pytest_configure(config: pytest.Config) -> None:
    """Register the markers."""
    config.addinivalue_line("markers", "world(**options): what the fixture world has otherwise than the playground")
    config.addinivalue_line("markers", 'scenarios(wanted): run with each scenario: "all", or "16,late-commit"')
    config.addinivalue_line(
        "markers", "playground_reset(*sources): reset only these before this test, none if none is named"
    )


@pytest.fixture(scope="session")
def playground_container(pytestconfig: pytest.Config) -> PlaygroundContainer:
    """Make the container that `playground` starts. Override it to choose its settings in Python."""
    # Only here, because it takes half a second that runs without a playground should not wait for.
    from .container import DEFAULT_IMAGE, PlaygroundContainer

    image = pytestconfig.getoption("playground_image") or DEFAULT_IMAGE
    return PlaygroundContainer(image).with_command(pytestconfig.getini("playground_up"))


@pytest.fixture(scope="session")
def shared_playground(request: pytest.FixtureRequest) -> Iterator[Playground]:
    """The playground of this run, as the tests before left it."""
    directory = request.config.getoption("playground_attach")
    if directory:
        yield Playground.attach(directory)
        return
    with request.getfixturevalue("playground_container") as container:
        yield container


@pytest.fixture
def playground(request: pytest.FixtureRequest, shared_playground: Playground) -> Playground:
    """The playground of this run with the data of its start, whatever the tests before did."""
    marker = request.node.get_closest_marker("playground_reset")
    sources = marker.args if marker else request.config.getini("playground_reset")
    if sources or not marker:
        shared_playground.reset(*sources)
    return shared_playground


@pytest.fixture
def world(request: pytest.FixtureRequest, shared_playground: Playground) -> Iterator[World]:
    """A further world for this test alone: rows that live, a clock, faults. Its `matches` needs --playground-attach."""
    marker = request.node.get_closest_marker("world")
    options = {"preset": "living", **(marker.kwargs if marker else {})}
    with shared_playground.world(f"t-{uuid.uuid4().hex[:12]}", **options) as made:
        yield made


@pytest.fixture
def sync_configuration() -> dict[str, str] | None:
    """The configuration.json of syncs. Override it; by default it is the project's own."""
    return None


@pytest.fixture
def sync(request: pytest.FixtureRequest) -> Syncs:
    """Runs `fivetran debug` on a copy of the connector, in the world of this test; each sync goes on from the last."""
    config = request.config
    project = config.getoption("playground_project") or config.getini("playground_project")
    return Syncs(
        config.rootpath / project if project else config.rootpath,
        lambda: request.getfixturevalue("world"),
        lambda: request.getfixturevalue("sync_configuration"),
    )


@pytest.fixture
def scenario(request: pytest.FixtureRequest) -> Scenario:
    """One scenario of those that `@pytest.mark.scenarios` names."""
    if not hasattr(request, "param"):
        raise pytest.UsageError('The fixture scenario needs a marker: @pytest.mark.scenarios("all")')
    found: Scenario = request.param
    return found


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test with each scenario that its marker names."""
    marker = metafunc.definition.get_closest_marker("scenarios")
    if marker is None or "scenario" not in metafunc.fixturenames:
        return
    if len(marker.args) != 1 or not isinstance(marker.args[0], str):
        raise pytest.UsageError('The marker scenarios takes one text: "all", or "16,late-commit"')
    try:
        found = find_scenarios(marker.args[0])
    except PlaygroundError as error:
        raise pytest.UsageError(str(error)) from None
    metafunc.parametrize("scenario", found, ids=[one.name for one in found], indirect=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Show a comparison as it is; what `assert` shows of it is cut."""
    shown: Any = yield
    made = getattr(item, "funcargs", {}).get("world")
    if shown.failed and isinstance(made, World):
        shown.sections += [("playground verify", report.text) for report in made.reports if not report]
    return shown  # type: ignore[no-any-return]


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Iterator[None]:
    """Skip a scenario that does not concern what the connector reads."""
    try:
        return (yield)
    except NotConcerned as reason:
        pytest.skip(str(reason))


@pytest.fixture
def playground_environment(playground: Playground, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Sends the requests of this test's own process through the gateway: every public name is the playground."""
    variables = playground.environment()
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    # These would compete with the certificate that the variables name.
    for name in ("SSL_CERT_DIR", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
    return variables
