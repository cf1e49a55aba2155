"""What the tables of the world hold: known to the playground without a look into any source."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode
from urllib.request import ProxyHandler, build_opener

from .clock import instant_text, reason_in
from .errors import PlaygroundError


def read_truth(
    control_url: str, table: str, parameters: Mapping[str, datetime | str | None], suffix: str = ""
) -> Iterator[dict[str, Any]]:
    """Give what the control plane tells of a table, one line after another as they arrive."""
    given = {name: instant_text(value) for name, value in parameters.items() if value is not None}
    url = f"{control_url}/_playground/truth/{quote(table, safe='')}{suffix}?{urlencode(given)}"
    return _lines_of(url)


def _lines_of(url: str) -> Iterator[dict[str, Any]]:
    try:
        # Not through a proxy that the environment names: that one may be the gateway, or far away.
        answer = build_opener(ProxyHandler({})).open(url)
    except HTTPError as error:
        raise PlaygroundError(reason_in(error)) from None
    except URLError as error:
        raise PlaygroundError(f"The playground does not answer at {url}: {error.reason}.") from error
    # A wrong question is refused when it is asked, and not when the first row is taken.
    return _rows_in(answer)


def _rows_in(answer: Any) -> Iterator[dict[str, Any]]:
    with answer:
        for line in answer:
            row: dict[str, Any] = json.loads(line)
            yield row
