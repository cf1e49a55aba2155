"""Tells a vault where the database is for programs outside of the container."""

from __future__ import annotations

import json
import ssl
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPSHandler, ProxyHandler, Request, build_opener

from .outside import Endpoints


def point_vault(inside: Endpoints, outside: Endpoints) -> None:
    """Put the database's address into the secrets that have it.

    They are made at the start, when nobody knows yet under which port the engine publishes the database.
    """
    vault, database, before = outside.get("key-vault"), outside.get("postgres"), inside.get("postgres")
    if vault is None or database is None or before is None:
        return
    for secret, field in {"postgresHost": "host", "postgresPort": "port"}.items():
        if database[field] != before[field]:
            _put_secret(vault, secret, str(database[field]))


def _put_secret(vault: Mapping[str, Any], name: str, value: str) -> None:
    form = {
        "grant_type": "client_credentials",
        "client_id": vault["clientId"],
        "client_secret": vault["clientSecret"],
        "scope": "https://vault.azure.net/.default",
    }
    token = _send(vault, "POST", f"/{vault['tenantId']}/oauth2/v2.0/token", urlencode(form), {})["access_token"]
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    _send(vault, "PUT", f"/secrets/{name}?api-version=7.4", json.dumps({"value": value}), headers)


def _send(vault: Mapping[str, Any], method: str, path: str, body: str, headers: dict[str, str]) -> Any:
    context = ssl.create_default_context(cafile=vault["caFile"])
    # The authority signs for this playground only, and not every address of it was known when it did.
    context.check_hostname = False
    trust = HTTPSHandler(context=context)
    request = Request(vault["url"] + path, body.encode(), headers, method=method)  # noqa: S310 (always https)
    with build_opener(ProxyHandler({}), trust).open(request) as answer:
        return json.load(answer)
