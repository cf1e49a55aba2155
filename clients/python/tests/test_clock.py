"""The clock, in both homes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import pytest

from connector_playground_testing import Clock, Playground, PlaygroundError


def moved(playground: Playground, move: Callable[[Clock], datetime]) -> timedelta:
    """How far a clock goes that stands still. Nobody else's time is touched."""
    clock = playground.clock
    clock.run(0)
    try:
        before = clock.now
        after = move(clock)
        assert clock.now == after
        return after - before
    finally:
        playground.reset()


@pytest.mark.parametrize(
    ("move", "by"),
    [
        (lambda clock: clock.advance("5m"), timedelta(minutes=5)),
        (lambda clock: clock.advance(minutes=5), timedelta(minutes=5)),
        (lambda clock: clock.advance(hours=1, seconds=1.5), timedelta(hours=1, seconds=1.5)),
        (lambda clock: clock.advance(timedelta(days=2)), timedelta(days=2)),
        (lambda clock: clock.advance("0s"), timedelta(0)),
        (lambda clock: clock.move_to(clock.now + timedelta(hours=3)), timedelta(hours=3)),
        (lambda clock: clock.move_to((clock.now + timedelta(hours=3)).isoformat()), timedelta(hours=3)),
        (lambda clock: clock.run(rate=0), timedelta(0)),
    ],
)
def test_it_goes_on(anywhere: Playground, move: Callable[[Clock], datetime], by: timedelta) -> None:
    assert moved(anywhere, move) == by


@pytest.mark.parametrize(
    ("move", "said"),
    [
        (lambda clock: clock.advance("soon"), "'soon' is not a duration"),
        (lambda clock: clock.advance(), "Say once how long"),
        (lambda clock: clock.advance("5m", minutes=5), "Say once how long"),
        (lambda clock: clock.advance(minutes=-5), "cannot go back"),
        (lambda clock: clock.move_to(datetime(2000, 1, 1)), "no time zone"),
        (lambda clock: clock.move_to(datetime(2000, 1, 1, tzinfo=timezone.utc)), "cannot go back"),
        (lambda clock: clock.run(-1), "cannot run at -1"),
        (lambda clock: clock.next(), "Nothing happens after"),
    ],
)
def test_it_refuses(anywhere: Playground, move: Callable[[Clock], datetime], said: str) -> None:
    with pytest.raises(PlaygroundError, match=said):
        move(anywhere.clock)


def test_it_runs(anywhere: Playground) -> None:
    anywhere.clock.run(60)
    assert anywhere.clock.rate == 60
    anywhere.reset()
    assert anywhere.clock.rate == 1


def test_it_says_where_nobody_answers() -> None:
    with pytest.raises(PlaygroundError, match=r"does not answer at http://127\.0\.0\.1:1/"):
        _ = Clock(lambda: "http://127.0.0.1:1").now
