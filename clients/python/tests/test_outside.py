from __future__ import annotations

from pathlib import Path

import pytest

from connector_playground_testing.outside import Endpoints, files_in, seen_from_outside

INSIDE: Endpoints = {
    "api": {"url": "http://127.0.0.1:5001", "credentials": {"tokenUrl": "http://127.0.0.1:5001/token"}},
    "bastion": {
        "host": "127.0.0.1",
        "port": 2222,
        "key": {"rsa": {"pem": {"path": "/home/node/.playground/bastion/rsa", "text": "secret"}}},
        "knownHosts": "[127.0.0.1]:2222 ssh-ed25519 AAAA\n[127.0.0.1]:2222 ssh-rsa AAAA",
        "forwards": [{"host": "127.0.0.1", "port": 5001}],
    },
    "redshift": {
        "url": "postgresql://u:p@127.0.0.1:5439/db?sslrootcert=%2Fhome%2Fnode%2F.playground%2Fca.crt",
        "host": "127.0.0.1",
        "port": 5439,
        "caFile": "/home/node/.playground/ca.crt",
    },
}


def outside(host: str, ports: dict[int, int]) -> Endpoints:
    folders = ("/home/node/.playground", Path("/tmp/of a test"))
    return seen_from_outside(INSIDE, folders, lambda port: (host, ports[port]))


def test_addresses_and_paths_are_replaced_and_nothing_else() -> None:
    assert outside("127.0.0.1", {5001: 32768, 2222: 32769, 5439: 32770}) == {
        "api": {"url": "http://127.0.0.1:32768", "credentials": {"tokenUrl": "http://127.0.0.1:32768/token"}},
        "bastion": {
            "host": "127.0.0.1",
            "port": 32769,
            "key": {"rsa": {"pem": {"path": "/tmp/of a test/bastion/rsa", "text": "secret"}}},
            "knownHosts": "[127.0.0.1]:32769 ssh-ed25519 AAAA\n[127.0.0.1]:32769 ssh-rsa AAAA",
            "forwards": [{"host": "127.0.0.1", "port": 5001}],
        },
        "redshift": {
            "url": "postgresql://u:p@127.0.0.1:32770/db?sslrootcert=%2Ftmp%2Fof%20a%20test%2Fca.crt",
            "host": "127.0.0.1",
            "port": 32770,
            "caFile": "/tmp/of a test/ca.crt",
        },
    }


@pytest.mark.parametrize(
    ("host", "port", "url", "known"),
    [
        ("engine.example", 22, "http://engine.example:22", "engine.example ssh-ed25519"),
        ("engine.example", 2222, "http://engine.example:2222", "[engine.example]:2222 ssh-ed25519"),
        ("::1", 32768, "http://[::1]:32768", "[::1]:32768 ssh-ed25519"),
    ],
)
def test_every_kind_of_address(host: str, port: int, url: str, known: str) -> None:
    moved = outside(host, {5001: port, 2222: port, 5439: port})
    assert moved["api"]["url"] == url
    assert moved["bastion"]["knownHosts"].startswith(known)
    assert moved["bastion"]["host"] == host


def test_files_are_those_whose_text_is_told() -> None:
    assert list(files_in(INSIDE)) == [("/home/node/.playground/bastion/rsa", "secret")]
