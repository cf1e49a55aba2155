"""The syncs of a test, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from .errors import PlaygroundError
from .playground import Playground
from .sync import SyncResult


class Syncs:
    """Calls `fivetran debug` on a project; each sync goes on from the one before."""

    def __init__(
        self, project: Path, playground: Callable[[], Playground], configuration: Callable[[], Mapping[str, str] | None]
    ) -> None:
        """Take the playground and the configuration when they are needed: scenarios have worlds of their own."""
        self.project = project
        self._playground = playground
        self._configuration = configuration
        self.last: SyncResult | None = None

    def __call__(self) -> SyncResult:
        """Sync once. Whether it succeeded is its `exit_code`."""
        if not (self.project / "connector.py").exists():
            raise PlaygroundError(
                f"{self.project} has no connector.py. Name the folder of the connector: playground_project in the "
                "ini file, or --playground-project."
            )
        self.last = self._playground().sync(self.project, self._configuration(), after=self.last)
        return self.last

    @property
    def destination(self) -> Path:
        """What the syncs have written so far."""
        if self.last is None:
            raise PlaygroundError("Nothing was synced yet. Call sync() first.")
        return self.last.destination
