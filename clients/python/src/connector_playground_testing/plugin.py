"""Fixtures for pytest, there as soon as the package is installed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from .playground import Playground

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
    parser.addini("playground_up", "options of `playground up` for the container", type="args", default=[])
    parser.addini("playground_reset", "the sources to reset before a test (default: all)", type="args", default=[])


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker."""
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
def playground_environment(playground: Playground, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Sends the requests of this test's own process through the gateway: every public name is the playground."""
    variables = playground.environment()
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    # These would compete with the certificate that the variables name.
    for name in ("SSL_CERT_DIR", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
    return variables
