"""`playground run` with the real Connector SDK, over connectors that read the sources in the ways that connectors do."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SDK = HERE.parents[1] / ".cache/sdk"

TABLES_OF_THE_BUCKET = [
    "campaigns",
    "customers",
    "employees",
    "inventory",
    "orders",
    "products",
    "tickets",
    "transactions",
]

HELLO = """
from fivetran_connector_sdk import Connector, Operations as op

connector = Connector(update=lambda configuration, state: op.upsert("hello", {"message": "%s"}))
"""


@pytest.fixture
def run(endpoints, playground, tmp_path):
    """Runs `playground run --json` and gives its exit code and what it printed."""

    def run(*argv):
        home = tmp_path / "home"
        home.mkdir(exist_ok=True)
        result = subprocess.run(
            [*playground("run"), "--venv", str(SDK), "--json", *map(str, argv)],
            env={**os.environ, "HOME": str(home)},
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert result.stdout, result.stderr
        assert list(home.iterdir()) == []
        return result.returncode, json.loads(result.stdout)

    return run


def connector(name, tmp_path, configuration):
    folder = shutil.copytree(HERE / "connectors" / name, tmp_path / name)
    (folder / "configuration.json").write_text(json.dumps(configuration))
    return folder


def counts(run):
    """For each sync, the rows of each table and how many of them it wrote."""
    return [
        {name: (table["rows"], table["written"]) for name, table in sync["tables"].items()} for sync in run["syncs"]
    ]


@pytest.mark.parametrize(
    "name, configuration, first, second",
    [
        (
            "people_of_an_api",
            lambda endpoints: {"api_url": endpoints["api"]["url"]},
            {"people": (200, 200)},
            # The instant to begin at is part of what is asked for.
            {"people": (200, 1)},
        ),
        (
            "users_of_a_database",
            lambda endpoints: {"database_url": endpoints["postgres"]["url"]},
            {"users": (200, 200)},
            {"users": (200, 0)},
        ),
        (
            "files_of_a_bucket",
            lambda endpoints: {"bucket": endpoints["s3"]["bucket"]},
            {name: (200, 200) for name in TABLES_OF_THE_BUCKET},
            {name: (200, 0) for name in TABLES_OF_THE_BUCKET},
        ),
        ("posts_of_a_public_host", lambda endpoints: {}, {"posts": (100, 100)}, {"posts": (100, 0)}),
    ],
)
def test_the_second_sync_of_a_connector_is_incremental(
    endpoints, run, tmp_path, name, configuration, first, second
):
    folder = connector(name, tmp_path, configuration(endpoints))
    before = sorted(folder.rglob("*"))
    code, result = run(folder)
    assert (code, result["results"]) == (0, {"succeeded": 1}), result
    assert counts(result["runs"][0]) == [first, second]
    assert all(sync["state"] for sync in result["runs"][0]["syncs"])
    assert sorted(folder.rglob("*")) == before


def test_a_tree_is_compared_with_what_is_expected(run, tmp_path):
    for path, message in {"quickstart_examples/hello": "hello", "common_patterns_for_connectors/hashes": "hash"}.items():
        (tmp_path / path).mkdir(parents=True)
        (tmp_path / path / "connector.py").write_text(HELLO % message)
    code, result = run("--all", tmp_path)
    assert (code, result["results"]) == (1, {"different": 1, "as expected": 1})
    assert [(run["example"], run["reasons"]) for run in result["runs"]] == [
        (
            "common_patterns/hashes",
            [
                "sync 1 left no table user",
                "sync 1 left a table hello that was not expected, with 1 rows",
                "sync 2 left no table user",
                "sync 2 left a table hello that was not expected, with 1 rows",
            ],
        ),
        ("quickstart/hello", []),
    ]


def test_a_module_that_is_not_installed_is_named(run, tmp_path):
    (tmp_path / "connector.py").write_text("import gnupg\n" + HELLO % "never")
    code, result = run(tmp_path)
    assert (code, result["results"]) == (1, {"cannot run": 1})
    assert "Install python-gnupg" in result["runs"][0]["reasons"][0]


def test_an_environment_without_the_sdk_is_said_to_be_one(playground, endpoints, tmp_path):
    (tmp_path / "connector.py").write_text(HELLO % "never")
    command = [*playground("run"), "--venv", sys.prefix, str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert result.returncode == 2
    assert f"There is no program fivetran in {sys.prefix}/bin." in result.stderr


def test_the_solutions_of_the_workshop_are_solutions(run):
    code, result = run("--all", HERE.parents[1] / "workshop/solutions")
    assert (code, result["results"]) == (0, {"as expected": 7}), [run["reasons"] for run in result["runs"]]
