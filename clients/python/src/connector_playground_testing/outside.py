"""The endpoints of a playground in a container, as programs outside of it must have them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

Endpoints = Mapping[str, Mapping[str, Any]]
"""What `endpoints.json` says: for each service that runs, what its clients need."""

Address = tuple[str, int]


def address_of(service: Mapping[str, Any]) -> Address:
    """Tell where a service listens."""
    if "port" in service:
        return str(service["host"]), int(service["port"])
    url = urlsplit(service["url"])
    return str(url.hostname), int(url.port or 0)


def seen_from_outside(inside: Endpoints, folders: tuple[str, Path], published: Callable[[int], Address]) -> Endpoints:
    """Replace addresses and paths; everything else stays as it is.

    `folders` are the playground's folder in the container and the one that stands for it here; `published` gives
    the address under which a port of the container can be reached.
    """
    return {name: _moved(service, folders, published) for name, service in inside.items()}


def files_in(value: Any) -> Iterator[tuple[str, str]]:
    """Give path and text of every file that endpoints tell the text of."""
    if isinstance(value, Mapping):
        if "path" in value and "text" in value:
            yield value["path"], value["text"]
        for item in value.values():
            yield from files_in(item)


def _moved(
    service: Mapping[str, Any], folders: tuple[str, Path], published: Callable[[int], Address]
) -> Mapping[str, Any]:
    host, port = address_of(service)
    new_host, new_port = published(port)
    folder, new_folder = folders[0], str(folders[1])
    changes = [
        # As `known_hosts` has it, which leaves out the usual port; then as URLs have it.
        (rf"\[{re.escape(host)}\]:{port}\b", new_host if new_port == 22 else f"[{new_host}]:{new_port}"),
        (rf"{re.escape(host)}:{port}\b", f"{f'[{new_host}]' if ':' in new_host else new_host}:{new_port}"),
        (re.escape(folder), new_folder),
        (re.escape(quote(folder, safe="")), quote(new_folder, safe="")),
    ]
    moved: dict[str, Any] = _rewrite(service, changes)
    return {**moved, "host": new_host, "port": new_port} if "port" in service else moved


def _rewrite(value: Any, changes: list[tuple[str, str]]) -> Any:
    if isinstance(value, Mapping):
        return {key: _rewrite(item, changes) for key, item in value.items()}
    if isinstance(value, list):
        return [_rewrite(item, changes) for item in value]
    if not isinstance(value, str):
        return value
    for pattern, text in changes:
        # The backslashes of a path are its own.
        value = re.sub(pattern, text.replace("\\", r"\\"), value)
    return value
