"""`playground run` with the real Connector SDK, over connectors that read the sources in the ways that connectors do."""

import json
import os
import re
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


PEOPLE = """
import requests
from fivetran_connector_sdk import Connector, Operations as op

COLUMNS = {
    **dict.fromkeys(["id", "name", "email", "address", "company", "job"], "STRING"),
    **dict.fromkeys(["updatedAt", "createdAt"], "UTC_DATETIME"),
}


def written(person):
    return person


def update(configuration, state):
    query = {"updated_since": state.get("newest", "0001-01-01T00:00:00Z")}
    while query:
        page = requests.get("%s/pagination/keyset", params=query, timeout=30).json()
        for person in page["data"]:
            op.upsert("user", written(person))
            state["newest"] = person["updatedAt"]
        op.checkpoint(state)
        query = page["scroll_param"] and {"scroll_param": page["scroll_param"]}


connector = Connector(
    update=update, schema=lambda configuration: [{"table": "user", "primary_key": ["id"], "columns": COLUMNS}]
)
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


@pytest.mark.parametrize(
    "change, reason",
    [
        (("", ""), None),
        (
            ("return person", 'return {**person, "name": person["email"], "email": person["name"]}'),
            r"^user: name .*\bemail\b",
        ),
        (
            ("return person", 'return {name: value for name, value in person.items() if name != "job"}'),
            r"^user: job is NULL in every row",
        ),
        (
            ("return person", 'return {"id": person["id"], **dict.fromkeys(["name", "email", "job"], "constant")}'),
            r"^user: name is 'constant' in every row",
        ),
        (("return person", 'return {"id": "one", "name": "constant"}'), r"^sync 1 left 1 rows in user, not 200$"),
        (("while query:", "while False:"), r"^sync 1 left 0 rows in user, not 200$"),
    ],
    ids=["right", "two columns swapped", "a column dropped", "constants", "one row of constants", "nothing"],
)
def test_a_wrong_copy_of_an_example_is_refused_with_the_reason(endpoints, run, tmp_path, change, reason):
    code = PEOPLE % endpoints["api"]["url"]
    (tmp_path / "connector.py").write_text(code.replace(*change) if change[0] else code)
    exit_code, result = run("--as", "pagination/keyset", tmp_path)
    [only] = result["runs"]
    assert (exit_code, only["result"]) == ((0, "as expected") if reason is None else (1, "different")), only
    assert reason is None or any(re.search(reason, said) for said in only["reasons"]), only["reasons"]


@pytest.mark.parametrize(
    "change, result, reason",
    [
        (("", ""), "succeeded", None),
        (
            ("return person", 'return {name: value for name, value in person.items() if name != "job"}'),
            "different",
            r"^user: job is NULL in every row",
        ),
        (
            ("return person", 'return {**person, "name": person["email"], "email": person["name"]}'),
            "different",
            r"^user: name .*\bemail\b",
        ),
        (
            ('op.upsert("user", written(person))', 'op.upsert("user", {**person, "id": person["name"]})'),
            "nothing to compare",
            r"^NOTHING COULD BE COMPARED: .*verify\.yaml.*--allow-empty",
        ),
        (("while query:", "while False:"), "nothing to compare", r"^the destination is EMPTY"),
    ],
    ids=["right", "a declared column left out", "two columns swapped", "other keys", "nothing"],
)
def test_a_connector_of_ones_own_is_held_to_the_values_of_the_sources(
    endpoints, run, tmp_path, change, result, reason
):
    (tmp_path / "connector.py").write_text((PEOPLE % endpoints["api"]["url"]).replace(*change))
    exit_code, report = run("--as", "own", tmp_path)
    [only] = report["runs"]
    expected = {"succeeded": 0, "different": 1, "nothing to compare": 3}[result]
    assert (exit_code, only["result"]) == (expected, result), only
    if reason is None:
        assert (only["reasons"], only["compared"]) == ([], ["user = people"])
    else:
        assert any(re.search(reason, said) for said in only["reasons"]), only["reasons"]


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
