"""`playground test` with the real Connector SDK, over connectors that have exactly one bug each."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SDK = ROOT / ".cache/sdk"
MUTANTS = sorted(file.stem for file in (HERE / "mutants").glob("*.py") if file.stem != "source")


TEST = ["node", str(ROOT / "dist/cli/main.js"), "test", "--venv", str(SDK)]


def tried(folder, scenario):
    command = [*TEST, str(folder), "--only", scenario, "--json"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert result.returncode in (0, 1), result.stderr
    [only] = json.loads(result.stdout)["scenarios"]
    return only, result.returncode


def project(folder, name):
    """A connector with what it shares with the others."""
    shutil.copy(HERE / f"mutants/{name}.py", folder / "connector.py")
    shutil.copy(HERE / "mutants/source.py", folder)
    return folder


def test_there_are_twelve():
    assert len(MUTANTS) == 12


@pytest.mark.parametrize("name", MUTANTS)
def test_is_convicted_of_its_scenario_with_its_cause(name, tmp_path):
    scenario = name.replace("_", "-")
    verdict, code = tried(project(tmp_path, name), scenario)
    assert (verdict["outcome"], code) == ("convicted", 1), verdict
    causes = {finding["cause"] for finding in verdict["findings"]}
    assert scenario in causes and "unknown" not in causes


# What exercise 7 of the workshop says of a connector that raises every error, and of one that gets over them.
@pytest.mark.parametrize(
    ("solution", "passes"),
    [("4_only_what_changed", False), ("7_with_failures", True)],
)
def test_a_solution_of_the_workshop_loses_nothing(solution, passes):
    command = [*TEST, f"workshop/solutions/{solution}", "--as", solution, "--only", "16,28,30,31,33", "--json"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300, cwd=ROOT)
    document = json.loads(result.stdout)
    assert [one["outcome"] for one in document["scenarios"]] == ["passed"] * 5
    passed = {line["name"] for line in document["card"] if line["result"] == "pass"}
    wanted = {"asks-again", "waits-in-seconds", "backs-off", "bounds-its-tries"}
    assert wanted <= passed if passes else not wanted & passed
