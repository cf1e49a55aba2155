"""Every source a data connector will meet, with known truth: as a container, and as a fixture for pytest."""

from typing import TYPE_CHECKING, Any

from . import sources
from .clock import Clock
from .errors import PlaygroundError
from .names import SERVICES
from .playground import Playground
from .report import Report
from .sources import *  # noqa: F403 (what its __all__ names is public here too)
from .sync import SyncResult
from .worlds import World

if TYPE_CHECKING:
    from .container import PlaygroundContainer

__all__ = [
    "SERVICES",
    "Clock",
    "Playground",
    "PlaygroundContainer",
    "PlaygroundError",
    "Report",
    "SyncResult",
    "World",
]
__all__ += sources.__all__


def __getattr__(name: str) -> Any:
    """Load the container when it is asked for: every run of pytest loads this module for its fixtures."""
    if name != "PlaygroundContainer":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .container import PlaygroundContainer

    return PlaygroundContainer
