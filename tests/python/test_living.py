"""`playground run` and `playground verify` in a world that lives, with the real Connector SDK and the journal."""

import json
import os
import subprocess
from pathlib import Path

import conftest
import pytest
from test_run import PEOPLE, SDK

ROOT = Path(__file__).resolve().parents[2]

USERS = """
import psycopg2
from psycopg2.extras import RealDictCursor
from fivetran_connector_sdk import Connector, Operations as op

COLUMNS = {"id": "LONG", "name": "STRING", "email": "STRING", "updated_at": "UTC_DATETIME"}


def update(configuration, state):
    with psycopg2.connect("%s", cursor_factory=RealDictCursor).cursor() as cursor:
        cursor.execute("SELECT id, name, email, updated_at FROM users")
        for row in cursor:
            op.upsert("user", dict(row))
    op.checkpoint(state)


connector = Connector(
    update=update, schema=lambda configuration: [{"table": "user", "primary_key": ["id"], "columns": COLUMNS}]
)
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """Calls the command with a playground of its own, whose clock has been moved by an hour."""
    directory = tmp_path_factory.mktemp("living")
    os.chmod(directory, 0o755)
    for parent in directory.parents[:2]:
        os.chmod(parent, 0o755)

    def command(name, *argv):
        return ["node", str(ROOT / "dist/cli/main.js"), name, "--directory", str(directory), *map(str, argv)]

    up = command("up", "--port", "0", "--log", "json", "--world", "living", "--services", "api,postgres,gateway")
    with subprocess.Popen(up, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            file = conftest.wait_for_endpoints(process)
            conftest.read_on(process)
            command.endpoints = json.loads(Path(file).read_text())
            subprocess.run(command("clock", "advance", "1h"), check=True, capture_output=True)
            yield command
        finally:
            process.terminate()
            process.wait(timeout=30)


def call(argv, cwd):
    result = subprocess.run(argv, capture_output=True, text=True, timeout=300, cwd=cwd)
    return result.returncode, json.loads(result.stdout)


@pytest.mark.parametrize(
    "change, result, reason",
    [
        (("", ""), "as expected", None),
        (("return person", 'return {**person, "name": person["email"], "email": person["name"]}'), "different", "name"),
        (("while query:", 'while query and "scroll_param" not in query:'), "different", "missing (never-asked)"),
        (
            ('op.upsert("user", written(person))', 'person["id"][0] == "7" or op.upsert("user", written(person))'),
            "different",
            "missing (served-and-lost)",
        ),
    ],
    ids=["right", "two columns swapped", "one page", "rows left out"],
)
def test_an_example_is_held_to_the_values_at_the_time_of_its_sync(world, tmp_path, change, result, reason):
    (tmp_path / "connector.py").write_text((PEOPLE % world.endpoints["api"]["url"]).replace(*change))
    code, report = call(world("run", "--venv", SDK, "--json", "--as", "pagination/keyset", tmp_path), tmp_path)
    [only] = report["runs"]
    assert (code, only["result"]) == (0 if reason is None else 1, result), only
    assert reason is None or any(reason in said for said in only["reasons"]), only["reasons"]


def test_a_database_that_is_reset_for_a_run_is_at_the_time_of_the_world(world, tmp_path):
    (tmp_path / "connector.py").write_text(USERS % world.endpoints["postgres"]["url"])
    argv = world("run", "--venv", SDK, "--json", "--as", "pagination/database_keyset", tmp_path)
    code, report = call(argv, tmp_path)
    assert (code, report["runs"][0]["result"], report["runs"][0]["reasons"]) == (0, "as expected", []), report


def debug(project, home):
    environment = {**os.environ, "HOME": str(home), "PATH": f"{SDK / 'bin'}:{os.environ['PATH']}"}
    (project / "configuration.json").write_text("{}")
    program = [str(SDK / "bin/fivetran"), "debug", "--configuration", "configuration.json"]
    subprocess.run(program, cwd=project, env=environment, check=True, capture_output=True, timeout=120)


def test_what_fivetran_debug_has_written_is_compared_with_what_was_asked_and_when(world, tmp_path):
    project, home = tmp_path / "project", tmp_path / "home"
    project.mkdir()
    home.mkdir()
    (project / "connector.py").write_text(PEOPLE % world.endpoints["api"]["url"])
    verify = world("verify", "--venv", SDK, "--json", project)

    debug(project, home)
    assert [call(verify, tmp_path)[0]] == [0]

    subprocess.run(world("clock", "advance", "30m"), check=True, capture_output=True)
    debug(project, home)
    code, report = call(verify, tmp_path)
    [table] = report["tables"]
    assert (code, table["source"], table["missing"], table["stale"]) == (1, "people", 0, 0), report
    # A connector that asks for what is new never learns of what is gone.
    [finding] = report["findings"]
    assert (finding["kind"], finding["cause"], finding["verdict"]) == ("extra", "deletes-unseen", "permanent")
    assert finding["count"] == table["extra"] > 0
    assert all(one["request"] > 0 and "/pagination/keyset" in one["asked"] for one in finding["evidence"])
