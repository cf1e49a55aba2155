"""What only a container has: its settings, its start and its end."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path

import pytest
import requests
from docker.errors import NotFound

from connector_playground_testing import PlaygroundContainer, PlaygroundError

STAND_IN = """
export const standIn = {
  hosts: ['api.acme.example'],
  mount(router) {
    router.get('/', (ctx) => { ctx.body = { acme: true }; });
  },
};
"""


def first_page(container: PlaygroundContainer) -> dict[str, object]:
    page: dict[str, object] = requests.get(f"{container.api_url}/pagination/offset", timeout=30).json()
    return page


def test_settings_are_those_of_the_command(image: str, tmp_path: Path) -> None:
    module = tmp_path / "acme.mjs"
    module.write_text(STAND_IN)
    container = (
        PlaygroundContainer(image)
        .with_services("api", "s3", "gateway")
        .with_seed(7)
        .with_records(1234)
        .with_anchor(datetime(2020, 2, 2, tzinfo=timezone.utc))
        .with_s3_files(2)
        .with_postgres_rows(5)
        .with_rate_limit(3)
        .with_credentials("random")
        .with_allowed_hosts("one.example", "two.example")
        .with_stand_ins(module)
        .with_faults([{"on": {"path": "/export/csv"}, "do": {"status": 503}}])
        .with_command("--host 0.0.0.0")
    )
    with container as playground:
        assert sorted(playground.endpoints) == ["api", "gateway", "s3"]
        page = first_page(playground)
        assert page["total"] == 1234
        assert playground.api.credentials.api_key != "playground-api-key"
        assert requests.get(f"{playground.api_url}/export/csv", timeout=30).status_code == 503
        assert playground.faults.list()[0]["fired"] == 1
        assert requests.get(f"{playground.api_url}/export/csv", timeout=30).headers["X-RateLimit-Limit"] == "3"
        proxies = {"http": playground.gateway_url}
        assert requests.get("http://api.acme.example/", proxies=proxies, timeout=30).json() == {"acme": True}
        with pytest.raises(PlaygroundError, match=r"^postgres is not running in this playground"):
            _ = playground.connection_uri


def test_a_chosen_port_is_the_one_that_is_told(image: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with PlaygroundContainer(image).with_services("api").with_bind_ports(5001, port) as playground:
        assert playground.api_url.endswith(f":{port}")
        assert first_page(playground)["total"] == 200


def test_nothing_is_left_behind(image: str) -> None:
    with PlaygroundContainer(image).with_services("api") as playground:
        container, file = playground.get_wrapped_container(), playground.ca_file
        assert file.exists()
    assert not file.parents[1].exists()
    with pytest.raises(NotFound):
        container.reload()
    with pytest.raises(PlaygroundError, match=r"^This playground is not started"):
        _ = playground.api_url


def test_nothing_is_told_before_the_start(image: str) -> None:
    with pytest.raises(PlaygroundError, match=r"^This playground is not started\. Use it in a `with` statement"):
        _ = PlaygroundContainer(image).endpoints


@pytest.mark.parametrize(
    ("container", "words"),
    [
        (
            lambda image: PlaygroundContainer(image).with_command("--frob"),
            r"did not become ready: .*unknown option '--frob'",
        ),
        (lambda image: PlaygroundContainer(image).with_records(-1), r"did not become ready: .*from 0 to"),
        (lambda _image: PlaygroundContainer("there.is/no-such:image"), "Is it built?"),
    ],
)
def test_a_start_that_fails_says_why_and_leaves_nothing(
    image: str, container: Callable[[str], PlaygroundContainer], words: str
) -> None:
    made = container(image)
    with pytest.raises(PlaygroundError, match=words):
        made.start()
    assert made.status == "not_started"


def test_an_engine_that_does_not_answer_is_named(image: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere.sock")
    with pytest.raises(PlaygroundError, match=r"^No container engine answers"):
        PlaygroundContainer(image)
