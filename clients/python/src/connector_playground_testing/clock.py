"""The clock of a playground: everything in it that has a time follows it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.request import Request

from .control import ask_control
from .errors import PlaygroundError


class Clock:
    """Shows the time of the world, and moves it. It never goes back, but begins again when everything is reset."""

    def __init__(self, control_url: Callable[[], str]) -> None:
        """Take a clock by where the playground answers, without a slash at the end."""
        self._control_url = control_url

    @property
    def now(self) -> datetime:
        """What time it is, in UTC."""
        return _instant_in(self._ask())

    @property
    def rate(self) -> float:
        """How many seconds of the world pass in a real one; 0: it stands still."""
        return float(self._ask()["rate"])

    def advance(self, duration: str | timedelta | None = None, **parts: float) -> datetime:
        """Let time pass, wait until every source is there, and give the time of then.

        `advance("5m")`, `advance(timedelta(minutes=5))`, or the parts of a timedelta: `advance(minutes=5)`. More than a
        million events of one source at once are refused.
        """
        if (duration is None) == (not parts):
            raise PlaygroundError('Say once how long: advance("5m"), or advance(minutes=5).')
        if isinstance(duration, str):
            return self._move({"advance": duration})
        span = timedelta(**parts) if duration is None else duration
        if span < timedelta(0):
            raise PlaygroundError(f"The clock cannot go back (by {-span}). Reset the playground to begin again.")
        return self._move({"advance": f"{span // timedelta(milliseconds=1)}ms"})

    def move_to(self, instant: datetime | str) -> datetime:
        """Do the same up to an instant: a datetime with a time zone, or ISO 8601 text."""
        return self._move({"to": instant_text(instant)})

    def next(self) -> datetime:
        """Do the same up to the next instant at which something happens in any source."""
        return self._move({"next": True})

    def run(self, rate: float) -> datetime:
        """Let so many seconds of the world pass in a real one from now on; 0: let it stand still."""
        return self._move({"rate": rate})

    def _move(self, order: Mapping[str, object]) -> datetime:
        return _instant_in(self._ask(json.dumps(order).encode()))

    def _ask(self, order: bytes | None = None) -> dict[str, Any]:
        url = f"{self._control_url()}/_playground/clock"
        request = Request(url, order, {"Content-Type": "application/json"})  # noqa: S310 (always http)
        with ask_control(request, "The clock") as answer:
            clock: dict[str, Any] = json.load(answer)
            return clock


def _instant_in(clock: Mapping[str, Any]) -> datetime:
    # Python 3.10 reads no Z.
    return datetime.fromisoformat(str(clock["now"]).replace("Z", "+00:00"))


def instant_text(instant: datetime | str) -> str:
    """Write an instant in ISO 8601. A datetime needs a time zone."""
    if isinstance(instant, str):
        return instant
    if instant.tzinfo is None:
        raise PlaygroundError(f"{instant!r} has no time zone, so that it is no instant. Give it one: timezone.utc.")
    return instant.isoformat()
