"""What the tables of the world hold: known to the playground without a look into any source."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode
from urllib.request import Request

from .clock import instant_text
from .control import ask_control


def read_truth(
    control_url: str, table: str, parameters: Mapping[str, datetime | str | None], suffix: str = ""
) -> Iterator[dict[str, Any]]:
    """Give what the control plane tells of a table, one line after another as they arrive."""
    given = {name: instant_text(value) for name, value in parameters.items() if value is not None}
    url = f"{control_url}/_playground/truth/{quote(table, safe='')}{suffix}?{urlencode(given)}"
    return _lines_of(url)


def _lines_of(url: str) -> Iterator[dict[str, Any]]:
    answer = ask_control(Request(url))  # noqa: S310 (always http)
    # A wrong question is refused when it is asked, and not when the first row is taken.
    return _rows_in(answer)


def _rows_in(answer: Any) -> Iterator[dict[str, Any]]:
    with answer:
        for line in answer:
            row: dict[str, Any] = json.loads(line)
            yield row
