"""The names of the sources: those that people use, and those of the command."""

from .errors import PlaygroundError

_SERVICES = {
    "api": "api",
    "postgres": "postgres-seed",
    "bastion": "bastion",
    "s3": "s3-minio",
    "key-vault": "key-vault",
    "gateway": "gateway",
    "redshift": "redshift",
}


def service_name(source: str) -> str:
    """Give the command's name of a source: `s3-minio` for `s3`. Any other name is the command's already."""
    return _SERVICES.get(source, source)


def not_running(service: str, running: object) -> PlaygroundError:
    """Make the error for a source that was not started."""
    return PlaygroundError(f"{service} does not run in this playground. What runs: {running}.")
