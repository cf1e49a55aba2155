"""The names of the services, as `npm run services` takes them from their manifests."""

import json
from difflib import get_close_matches
from importlib.resources import files

from .errors import PlaygroundError

_KNOWN = json.loads(files(__package__).joinpath("services.json").read_text())
SERVICES: tuple[str, ...] = tuple(service["name"] for service in _KNOWN)
"""Every service, in the order in which they are shown."""
_FORMER = {former: service["name"] for service in _KNOWN for former in service["formerNames"]}


def service_name(source: str) -> str:
    """Give the name of a service for this or a former name of it."""
    if source in SERVICES:
        return source
    if source in _FORMER:
        return str(_FORMER[source])
    meant = "".join(f" Did you mean {name!r}?" for name in get_close_matches(source, SERVICES, n=1, cutoff=0.5))
    raise PlaygroundError(f"There is no service {source!r}.{meant} There are {', '.join(SERVICES)}.")


def not_running(service: str, running: object) -> PlaygroundError:
    """Make the error for a source that was not started."""
    return PlaygroundError(f"{service} is not running in this playground. Running services: {running}.")
