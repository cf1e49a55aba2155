"""How a destination compares with a world, as `playground verify` tells it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .errors import PlaygroundError
from .local_home import Ended

_EQUAL, _DIFFERS = 0, 1


@dataclass(frozen=True, repr=False)
class Report:
    """True when all rows are equal. Its `repr` is what `playground verify` prints, so that `assert` shows it."""

    equal: bool
    text: str
    differences: Sequence[Mapping[str, Any]]
    """Each row that is not as it should be: `table`, `kind`, `key`, `truth` and `found`."""

    def __bool__(self) -> bool:
        return self.equal

    def __repr__(self) -> str:
        return f"\n{self.text}"


def report_of(ended: Ended) -> Report:
    """Read what `playground verify --jsonl` has said. What cannot be compared is an error."""
    text = ended.errors.strip()
    if ended.exit_code not in (_EQUAL, _DIFFERS) or text.startswith("error: "):
        raise PlaygroundError(ended.reason or f"`playground verify` ended with {ended.exit_code}.")
    return Report(ended.exit_code == _EQUAL, text, [json.loads(line) for line in ended.output.splitlines()])
