"""Where a playground lives."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from .outside import Endpoints


class Home(Protocol):
    """What a playground in a container and one on this machine have in common."""

    @property
    def endpoints(self) -> Endpoints:
        """Where every service is for programs on this machine."""

    @property
    def control_url(self) -> str | None:
        """Where the playground itself answers `/_playground/*`; services in containers of their own have none."""

    @property
    def ca_file(self) -> Path:
        """The certificate (PEM) that clients must trust."""

    def run(self, *arguments: str) -> str:
        """Run the command `playground` for this playground and give what it prints."""

    def reset(self, *services: str) -> None:
        """Bring services back, or everything; the names are the command's."""
