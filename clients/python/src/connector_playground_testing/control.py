"""Asks `/_playground/*` of a playground that runs."""

from __future__ import annotations

import json
from http.client import HTTPResponse
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

from .errors import PlaygroundError


def ask_control(request: Request, who: str = "The playground") -> HTTPResponse:
    """Give the answer, which is to be closed. What is refused is an error with the words of the playground."""
    try:
        # Not through a proxy that the environment names: that one may be the gateway, or far away.
        answer: HTTPResponse = build_opener(ProxyHandler({})).open(request)
    except HTTPError as error:
        raise PlaygroundError(_reason_in(error)) from None
    except URLError as error:
        raise PlaygroundError(f"{who} does not answer at {request.full_url}: {error.reason}.") from error
    return answer


def _reason_in(error: HTTPError) -> str:
    """Say why a request was refused: what the answer tells, or what it is."""
    said = error.read().decode(errors="replace")
    try:
        return str(json.loads(said)["error"])
    except (ValueError, KeyError, TypeError):
        return f"{error.url} answered {error.code} {said[:500]}".rstrip()
