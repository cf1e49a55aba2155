"""`playground test` with the real Connector SDK, over a connector of a source of one's own."""

import json
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples/own-source"
TEST = ["node", str(ROOT / "dist/cli/main.js"), "test", "--venv", str(ROOT / ".cache/sdk"), "--json"]


def tried(folder, *options):
    result = subprocess.run([*TEST, str(folder), *options], capture_output=True, text=True, timeout=600)
    assert result.returncode in (0, 1), result.stderr
    return {one["name"]: one for one in json.loads(result.stdout)["scenarios"]}


def test_the_source_is_short():
    lines = (EXAMPLE / "acme.source.yaml").read_text().splitlines()
    assert len(lines) <= 12


def test_is_acquitted_in_every_scenario_that_concerns_it():
    outcomes = [one["outcome"] for one in tried(EXAMPLE).values()]
    assert (outcomes.count("passed"), outcomes.count("not concerned"), len(outcomes)) == (31, 13, 44)


@pytest.mark.parametrize(
    ("scenario", "right", "wrong"),
    [
        ("deletes-unseen", 'if "began" in known:', "if False:"),
        ("retry-after", "time.sleep(wait)", "pass"),
        ("over-fetch", "newest - OVERLAP)", "datetime(2000, 1, 1, tzinfo=timezone.utc))"),
        ("page-that-never-advances", 'token == parameters.get("page_token")', "token is None"),
    ],
)
def test_a_copy_with_one_bug_is_convicted_of_its_cause(scenario, right, wrong, tmp_path):
    text = (EXAMPLE / "connector.py").read_text()
    assert text.count(right) == 1
    (tmp_path / "connector.py").write_text(text.replace(right, wrong))
    source = ("--source", str(EXAMPLE / "acme.source.yaml"))
    verdict = tried(tmp_path, *source, "--only", scenario)[scenario]
    assert verdict["outcome"] == "convicted", verdict
    assert scenario in {finding["cause"] for finding in verdict["findings"]}
