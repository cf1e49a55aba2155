"""The workflow that others copy does what it says, with the commands that it has."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
WORKFLOW = ROOT / "examples/github-actions/connector.yml"


@pytest.mark.parametrize(("mutant", "scenario", "code"), [("late_commit", "06", 1), ("late_commit", "16", 0)])
def test_tries_the_connector_and_writes_the_summary(mutant, scenario, code, tmp_path):
    [command] = re.findall(r"^ *run: (npx playground .*)$", WORKFLOW.read_text(), re.M)
    hello = tmp_path / "hello"
    hello.mkdir()
    shutil.copy(HERE / f"mutants/{mutant}.py", hello / "connector.py")
    shutil.copy(HERE / "mutants/source.py", hello)
    (tmp_path / ".venv").symlink_to(ROOT / ".cache/sdk")
    bin = tmp_path / "node_modules/.bin"
    bin.mkdir(parents=True)
    (bin / "playground").symlink_to(ROOT / "dist/cli/main.js")
    summary = tmp_path / "summary.md"
    env = {**os.environ, "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_ACTIONS": "true"}
    # One scenario, so that it does not take as long as it does for others.
    short = command.replace(" test hello ", f" test hello --only {scenario} ")
    result = subprocess.run(["bash", "-e", "-c", short], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=300)
    assert result.returncode == code, result.stderr
    assert f"| {scenario} " in summary.read_text()
    assert ("::error" in result.stderr) == (code == 1)
