"""The whole playground in one container."""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping, Sequence
from datetime import datetime
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from docker.errors import DockerException
from testcontainers.core.config import ConnectionMode
from testcontainers.core.container import DockerContainer
from testcontainers.core.wait_strategies import LogMessageWaitStrategy

from .container_home import ContainerHome
from .errors import PlaygroundError
from .names import service_name
from .playground import Playground

if TYPE_CHECKING:
    from typing_extensions import Self

DEFAULT_IMAGE = "connector-playground"
_READY = r'"event":"ready"'
_STARTUP_TIMEOUT_S = 120
"""It takes a few seconds; a machine that does much else takes longer."""
_STAND_INS_INSIDE = "/home/node/stand-ins"
_FAULTS_INSIDE = "/home/node/faults.json"


class PlaygroundContainer(DockerContainer, Playground):
    """Starts the playground's image, with the settings of `playground up`.

    ```python
    with PlaygroundContainer().with_services("api", "s3").with_records(1_000) as playground:
        requests.get(f"{playground.api_url}/pagination/offset")
    ```

    Everything that `DockerContainer` has works too. `with_command` takes further options of `playground up`.
    """

    def __init__(self, image: str = DEFAULT_IMAGE, **options: Any) -> None:
        """Make it ready to start. `options` are those of `DockerContainer`."""
        try:
            DockerContainer.__init__(self, image, publish_all_ports=True, **options)
        except DockerException as error:
            raise PlaygroundError(
                f"No container engine answers: {error}. Start one, or attach to a playground that runs already."
            ) from error
        Playground.__init__(self)
        self._settings: dict[str, list[str]] = {}
        self._further_arguments: list[str] = []
        ready = LogMessageWaitStrategy(_READY).with_poll_interval(0.1).with_startup_timeout(_STARTUP_TIMEOUT_S)
        self.waiting_for(ready)

    def with_services(self, *sources: str) -> Self:
        """Start only these of `SERVICES`."""
        return self._set("services", *(service_name(source) for source in sources))

    def with_seed(self, seed: int | Literal["random"]) -> Self:
        """Choose the world: a whole number, or `random`. Default 42."""
        return self._set("seed", seed)

    def with_records(self, records: int) -> Self:
        """Choose how many people live in it, 0 to 1e12. Default 200."""
        return self._set("records", records)

    def with_anchor(self, anchor: datetime | str) -> Self:
        """Choose the instant before which the newest of them was updated, or `now`. Default 2026-01-01."""
        return self._set("anchor", anchor.isoformat() if isinstance(anchor, datetime) else anchor)

    def with_world(self, world: str) -> Self:
        """Let rows come, change and go as time passes (`living`, `living+late`). Default `still`: they stay."""
        return self._set("world", world)

    def with_clock_rate(self, rate: float) -> Self:
        """Choose how many seconds of the world pass in a real one. Default 1; 0 in a living world."""
        return self._set("clock-rate", rate)

    def with_postgres_rows(self, rows: int) -> Self:
        """Choose how many rows the table `people` of the database has, 0 to 100 million. Default 20,000."""
        return self._set("postgres-rows", rows)

    def with_s3_files(self, files: int) -> Self:
        """Choose how many CSV files the bucket has under `parallel/` besides the eight tables. Default none."""
        return self._set("s3-files", files)

    def with_rate_limit(self, capacity: int = 20) -> Self:
        """Limit the API's requests: bursts of `capacity`, ten a second in the long run. Default: no limit."""
        return self._set("rate-limit", capacity)

    def with_credentials(self, kind: Literal["fixed", "random"]) -> Self:
        """Choose the same everywhere (`fixed`, the default) or new ones at every start (`random`)."""
        return self._set("credentials", kind)

    def with_allowed_hosts(self, *names: str) -> Self:
        """Let the gateway through to these hosts; `*` stands for any text. Default none."""
        return self._set("allowed-hosts", *names)

    def with_faults(self, plan: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> Self:
        """Let things go wrong from the start: a fault or a list of them. Given again, the later plan holds."""
        self.with_copy_into_container(json.dumps(plan).encode(), _FAULTS_INSIDE)
        return self._set("faults", _FAULTS_INSIDE)

    def with_stand_ins(self, *files: str | Path) -> Self:
        """Let modules of this machine, each of one file, answer in place of public hosts. Adds to those before."""
        for file in files:
            name = Path(file).name
            if "," in name:
                raise PlaygroundError(f"with_stand_ins() takes modules without a comma in the file name, not {name!r}.")
            inside = f"{_STAND_INS_INSIDE}/{name}"
            self.with_copy_into_container(Path(file), inside)
            self._set("stand-ins", *self._settings.get("stand-ins", []), inside)
        return self

    def with_stand_in(self, file: str | Path) -> Self:
        """Until version 0.3: `with_stand_ins`."""
        warnings.warn("Write with_stand_ins: with_stand_in goes in version 0.3.", DeprecationWarning, stacklevel=2)
        return self.with_stand_ins(file)

    def with_command(self, command: str | list[str]) -> Self:
        """Give further options of `playground up`."""
        self._further_arguments = command.split() if isinstance(command, str) else command
        return self

    def with_kwargs(self, **kwargs: Any) -> Self:
        """Give further options of the engine."""
        return super().with_kwargs(publish_all_ports=True, **kwargs)

    def start(self) -> Self:
        """Start it, and return when clients can connect."""
        try:
            super().start()
        except (DockerException, RuntimeError, TimeoutError) as error:
            raise self._failure(error) from error
        try:
            self._home = ContainerHome(self)
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self, force: bool = True, delete_volume: bool = True) -> None:
        """Stop it, and remove what was written here for it."""
        if isinstance(self._home, ContainerHome):
            self._home.close()
        self._home = None
        super().stop(force, delete_volume)
        self._container = None

    def _configure(self) -> None:
        """Called by `start`."""
        settings = [
            f"--{name}={','.join(values)}"
            for name, values in {**self._settings, **self._server_names()}.items()
            if values
        ]
        super().with_command([*settings, *self._further_arguments])

    def _server_names(self) -> dict[str, list[str]]:
        """Say what clients will call the container, for its certificates."""
        names = [*self._engine_names(), *(self._network_aliases or [])]
        return {"server-names": names} if names else {}

    def _engine_names(self) -> list[str]:
        """Foresee what `get_container_host_ip` will say; the container's own address nobody can."""
        client = self.get_docker_client()
        if client.get_connection_mode() == ConnectionMode.docker_host:
            return [name for name in [client.host()] if name != "localhost"]
        network = self._network.name if self._network else "bridge"
        try:
            ranges = client.client.networks.get(network).attrs["IPAM"]["Config"]
        except DockerException:
            return []
        # A network that came with the engine does not tell its gateway, which is then the first address.
        return [place.get("Gateway") or str(ip_network(place["Subnet"])[1]) for place in ranges]

    def _set(self, name: str, *values: object) -> Self:
        self._settings[name] = [str(value) for value in values]
        return self

    def _failure(self, error: Exception) -> PlaygroundError:
        """Remove what was started in vain, and tell what it said last."""
        if self._container is None:
            way_out = "Is it built? In a clone of connector-playground: docker build -t connector-playground ."
            return PlaygroundError(f"{self.image} cannot be started: {error}. {way_out}")
        out, err = (log.decode().strip() for log in self.get_logs())
        self.stop()
        said = err or "\n".join(out.splitlines()[-5:])
        return PlaygroundError(f"{self.image} did not become ready: {said or error}")
