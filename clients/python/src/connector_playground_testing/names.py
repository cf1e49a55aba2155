"""The names of the sources."""

from .errors import PlaygroundError

_FORMER = {"postgres-seed": "postgres", "s3-minio": "s3"}
"""What two of them were called in version 0.1; accepted until version 0.3."""


def service_name(source: str) -> str:
    """Give the name of a source for the name that it had before. Any other name is given back."""
    return _FORMER.get(source, source)


def not_running(service: str, running: object) -> PlaygroundError:
    """Make the error for a source that was not started."""
    return PlaygroundError(f"{service} is not running in this playground. Running services: {running}.")
