"""The package as it is published: a wheel, a fresh environment, somebody else's tests."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]

SOMEBODY_ELSES_TESTS = """
from urllib.request import urlopen

from connector_playground_testing import Playground


def test_the_fixture_is_there(playground: Playground) -> None:
    with urlopen(f"{playground.api_url}/export/csv") as answer:
        assert answer.readline().startswith(b"id,name,")
"""


def run(*command: str | Path, cwd: Path) -> str:
    ended = subprocess.run(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    assert ended.returncode == 0, ended.stdout
    return ended.stdout


def test_the_wheel_in_a_fresh_environment(tmp_path: Path, image: str) -> None:
    run(sys.executable, "-m", "build", "--outdir", tmp_path, PACKAGE, cwd=tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", f"{wheel}[pytest]", cwd=tmp_path)
    assert (PACKAGE / "LICENSE").read_text() == (PACKAGE.parents[1] / "LICENSE").read_text()
    listed = run("unzip", "-l", wheel, cwd=tmp_path)
    for name in ("py.typed", "licenses/LICENSE", "entry_points.txt"):
        assert name in listed
    project = tmp_path / "project"
    project.mkdir()
    (project / "test_somebody.py").write_text(SOMEBODY_ELSES_TESTS)
    (project / "pytest.ini").write_text("[pytest]\nplayground_up = --services api\n")
    assert "1 passed" in run(python, "-m", "pytest", "--playground-image", image, cwd=project)
    types = ("--strict", "--python-executable", python, "test_somebody.py")
    assert "no issues" in run(sys.executable, "-m", "mypy", *types, cwd=project)
