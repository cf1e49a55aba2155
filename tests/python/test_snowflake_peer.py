"""Snowflake's stand-in beside fakesnow, another imitation of it, with the real driver.

What differs must be in the table of `services/gateway/snowflake/README.md`, and what is there must differ.
"""

import json
import re
import signal
import subprocess
import threading
from contextlib import closing
from fnmatch import fnmatch
from typing import NamedTuple

import psycopg2
import pytest
import snowflake.connector

from conftest import ROOT
from snowflake_cases import CASES, kinds_in_postgres, kinds_in_snowflake, observation

README = ROOT / "services/gateway/snowflake/README.md"
PRODUCTS = (
    "CREATE TABLE products (product_id INT PRIMARY KEY, product_code VARCHAR(10), product_name VARCHAR(100), price FLOAT,"
    " in_stock BOOLEAN, description VARCHAR(255), weight FLOAT, created_at DATE)"
)


class Difference(NamedTuple):
    """A row of the table. Names of cases may have stars; what is in code spans is part of what is observed."""

    cases: tuple
    aspect: str
    ours: str
    peer: str

    def explains(self, case, aspect):
        return aspect == self.aspect and any(fnmatch(case, pattern) for pattern in self.cases)


def read_differences():
    rows = re.findall(r"^\| (`.+?) \| (\w+) \| (.+?) \| (.+?) \| .+ \|$", README.read_text(), re.MULTILINE)
    code = lambda cell: re.findall(r"`([^`]+)`", cell)
    return [Difference(tuple(code(cases)), aspect, code(ours)[0], code(peer)[0]) for cases, aspect, ours, peer in rows]


DIFFERENCES = read_differences()
shown = set()


@pytest.fixture(scope="module")
def ours(endpoints, playground):
    """Cases see a database with a schema of their own; gives what connects."""
    database = endpoints["postgres"]
    owner = {"user": database["owner"]["user"], "password": database["owner"]["password"]}
    place = {"host": database["host"], "port": database["port"], "dbname": database["database"]}
    variables = subprocess.run([*playground("env"), "--json"], stdout=subprocess.PIPE, check=True).stdout
    with closing(psycopg2.connect(**place, **owner)) as connection, pytest.MonkeyPatch.context() as environment:
        connection.autocommit = True
        statements = [
            "CREATE SCHEMA peer",
            "CREATE TABLE peer.products (LIKE snowflake.products INCLUDING ALL)",
            "INSERT INTO peer.products SELECT * FROM snowflake.products",
            *kinds_in_postgres(),
        ]
        for name, value in json.loads(variables).items():
            environment.setenv(name, value)
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            yield connecting(account="any-account", **{key: database["reader"][key] for key in ("user", "password")})
            cursor.execute("DROP SCHEMA peer CASCADE")


@pytest.fixture(scope="module")
def peer(ours):
    """The peer has the same rows."""
    command = [ROOT / ".cache/fakesnow/bin/fakesnow", "--server"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        try:
            port = next(int(found[1]) for line in process.stderr if (found := re.search(r"http://.*:(\d+)", line)))
            drain(process.stderr)
            login = {"account": "fakesnow", "user": "any", "password": "any"}
            connect = connecting(protocol="http", host="127.0.0.1", port=port, **login)
            with closing(ours()) as source, closing(source.cursor()) as rows:
                products = rows.execute("SELECT * FROM products").fetchall()
            with closing(connect()) as connection, closing(connection.cursor()) as cursor:
                for statement in [PRODUCTS, *kinds_in_snowflake()]:
                    cursor.execute(statement)
                for row in products:
                    cursor.execute(f"INSERT INTO products VALUES ({', '.join(['%s'] * len(row))})", row)
            yield connect
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=20)


def drain(stream):
    """A pipe that nobody reads would stop the peer once it is full."""
    threading.Thread(target=stream.read, daemon=True).start()


def connecting(**login):
    # Where one of the two does not know what to do, the driver would ask again for minutes.
    patience = {"login_timeout": 20, "network_timeout": 20}
    place = {"database": "PLAYGROUND", "schema": "PEER"}
    return lambda **different: snowflake.connector.connect(**{**login, **place, **patience, **different})


@pytest.fixture(scope="module")
def sessions(ours, peer):
    with closing(ours()) as one, closing(peer()) as other, one.cursor() as here, other.cursor() as there:
        yield (ours, here), (peer, there)


@pytest.mark.parametrize("name", CASES)
def test_both_show_the_same(sessions, name):
    (ours, here), (peer, there) = sessions
    one, other = observation(CASES[name], ours, here), observation(CASES[name], peer, there)
    # What fails for one has nothing else to compare.
    aspects = ["error"] if one["error"] != other["error"] else one.keys()
    unexplained = []
    for aspect in aspects:
        if one[aspect] == other[aspect]:
            continue
        rows = [row for row in DIFFERENCES if row.explains(name, aspect)]
        fitting = [row for row in rows if row.ours in one[aspect] and row.peer in other[aspect]]
        shown.update(fitting)
        if not fitting:
            unexplained.append(f"{aspect}: ours {one[aspect]} | peer {other[aspect]}")
    assert not unexplained, "\n".join(["", name, *unexplained])


def test_every_listed_difference_is_shown():
    assert [row for row in DIFFERENCES if row not in shown] == []
