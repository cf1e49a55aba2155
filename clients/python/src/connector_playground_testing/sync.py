"""Runs a connector project as its users do, and reads what came out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import PlaygroundError

_NOT_COPIED = shutil.ignore_patterns("files", "crash-reports", "__pycache__", ".git", ".venv", "venv")
_OTHER_AUTHORITIES = ("SSL_CERT_DIR", "CURL_CA_BUNDLE")
"""Would compete with the certificate that the environment of a playground names."""


@dataclass(frozen=True)
class SyncResult:
    """What `fivetran debug` left behind."""

    exit_code: int
    """0 when the sync succeeded."""
    output: str
    """What it printed."""
    tables: Mapping[str, list[dict[str, Any]]]
    """The rows of the local warehouse by table, under the names that the warehouse gives them."""
    state: Mapping[str, Any]
    """The last checkpoint."""
    project: Path
    """The copy that was run. It is removed when nobody has this result any more."""

    @property
    def destination(self) -> Path:
        """What `Playground.matches` compares: the project, with its warehouse and its `verify.yaml`."""
        return self.project


def run_sync(
    project: Path, environment: Mapping[str, str], configuration: Mapping[str, str] | None, after: SyncResult | None
) -> SyncResult:
    """See `Playground.sync`."""
    folder = Path(tempfile.mkdtemp(prefix="connector-playground-sync-"))
    try:
        result = _run_in(folder, project, environment, configuration, after)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    weakref.finalize(result, shutil.rmtree, folder, ignore_errors=True)
    return result


def _run_in(
    folder: Path,
    project: Path,
    environment: Mapping[str, str],
    configuration: Mapping[str, str] | None,
    after: SyncResult | None,
) -> SyncResult:
    copy = folder / project.resolve().name
    shutil.copytree(project, copy, ignore=_NOT_COPIED)
    if after is not None and (after.project / "files").exists():
        shutil.copytree(after.project / "files", copy / "files")
    file = copy / "configuration.json"
    if configuration is not None or not file.exists():
        file.write_text(json.dumps(dict(configuration or {})))
    own = {name: value for name, value in os.environ.items() if name not in _OTHER_AUTHORITIES}
    search = _search_path()
    ended = subprocess.run(
        [_fivetran(search), "debug"],
        cwd=copy,
        env={**own, **environment, "PATH": search, "DO_NOT_TRACK": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    files = copy / "files"
    return SyncResult(ended.returncode, ended.stdout, _tables_of(files), _state_of(files), copy)


def _search_path() -> str:
    """Look in the folder of this Python first: it has the SDK's command and those that it calls in turn."""
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])


def _fivetran(search: str) -> str:
    command = shutil.which("fivetran", path=search)
    if command is None:
        raise PlaygroundError(
            "There is no command 'fivetran'. Install it with: pip install 'connector-playground-testing[sdk]'"
        )
    return command


def _state_of(files: Path) -> dict[str, Any]:
    file = files / "state.json"
    state: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
    return state


def _tables_of(files: Path) -> dict[str, list[dict[str, Any]]]:
    file = files / "warehouse.db"
    if not file.exists():
        return {}
    import duckdb  # the extra `sdk` has it, and nothing else here needs it

    with duckdb.connect(str(file), read_only=True) as warehouse:
        found = warehouse.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'tester'")
        # The SDK keeps its notes in a table besides the connector's.
        names = sorted(name for (name,) in found.fetchall() if not name.startswith("_fivetran"))
        return {name: _rows(warehouse.execute(f'SELECT * FROM tester."{name}"')) for name in names}  # noqa: S608


def _rows(found: Any) -> list[dict[str, Any]]:
    columns = [column[0] for column in found.description]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
