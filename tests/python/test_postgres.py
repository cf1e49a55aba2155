"""What the public database examples ask of PostgreSQL, asked with the driver that they use."""

import ast
from contextlib import closing
from datetime import datetime, timezone

import psycopg2
import psycopg2.extras
import pytest
from psycopg2 import sql

YEAR_ONE = datetime(1, 1, 1, tzinfo=timezone.utc)
ANCHOR = datetime(2026, 1, 1, tzinfo=timezone.utc)


@pytest.fixture(scope="session")
def postgres(endpoints):
    return endpoints["postgres"]


def connect(postgres, role="owner", **settings):
    return closing(
        psycopg2.connect(
            host=postgres["host"],
            port=postgres["port"],
            dbname=postgres["database"],
            **postgres[role],
            **settings,
        )
    )


@pytest.fixture
def connection(postgres):
    with connect(postgres) as connection:
        yield connection


def test_the_url_alone_is_enough(postgres):
    with closing(psycopg2.connect(postgres["url"])) as connection:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user, current_database()")
            assert cursor.fetchone() == (postgres["owner"]["user"], postgres["database"])


def test_the_sslmode_of_the_endpoints_and_disable_both_work(postgres):
    for sslmode in {postgres["sslmode"], "disable"}:
        with connect(postgres, sslmode=sslmode) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
            assert cursor.fetchone() == (sslmode == "require",)


@pytest.mark.parametrize("role", ["owner", "reader"])
@pytest.mark.parametrize(("table", "times"), [("users", 200), ("subscribers", 20)])
def test_keyset_paging_sees_every_user_once(postgres, role, table, times):
    query = sql.SQL(
        "SELECT id, name, email, updated_at FROM {} WHERE (updated_at, id) > (%s, %s)"
        " ORDER BY updated_at, id LIMIT %s"
    ).format(sql.Identifier(table))
    seen, boundary = [], (YEAR_ONE, 0)
    with connect(postgres, role) as connection, connection.cursor() as cursor:
        while True:
            cursor.execute(query, (*boundary, 25))
            page = cursor.fetchall()
            if not page:
                break
            seen += page
            boundary = (page[-1][3], page[-1][0])
    assert [row[0] for row in seen] == list(range(1, 201))
    assert len({row[3] for row in seen}) == times, "ten subscribers share a time, no two users do"
    assert all(row[3] < ANCHOR for row in seen)


def test_limit_and_offset_see_every_user_once(connection):
    seen = []
    with connection.cursor() as cursor:
        while True:
            cursor.execute(
                "SELECT id FROM users ORDER BY updated_at, id LIMIT %s OFFSET %s", (25, len(seen))
            )
            page = cursor.fetchall()
            if not page:
                break
            seen += [row[0] for row in page]
    assert seen == list(range(1, 201))


def test_a_cursor_on_the_server_hands_out_batches(connection):
    batches = []
    with connection.cursor(name="people_reader") as cursor:
        cursor.itersize = 5000
        cursor.execute(
            "SELECT * FROM people WHERE last_updated > %s ORDER BY last_updated", ("0001-01-01",)
        )
        while rows := cursor.fetchmany(5000):
            batches.append(len(rows))
        columns = [column.name for column in cursor.description]
    assert "id" in columns and "last_updated" in columns
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people")
        assert sum(batches) == cursor.fetchone()[0]
    assert batches[:-1] == [5000] * (len(batches) - 1)


def test_people_have_the_types_that_connectors_stumble_over(connection):
    with connection.cursor(cursor_factory=psycopg2.extras.RealDictCursor) as cursor:
        cursor.execute("SELECT * FROM people ORDER BY last_updated DESC LIMIT 1")
        newest = cursor.fetchone()
    assert newest["last_updated"].tzinfo is not None and newest["last_updated"] < ANCHOR
    assert isinstance(newest["is_active"], bool)
    assert set(newest["profile"]) == {"company", "job", "visits"}
    assert newest["balance"].as_tuple().exponent == -2


@pytest.mark.parametrize(
    ("table", "key", "search", "found"),
    [
        ("sample_table", ("id", "department_id"), "id=1", {(1, 1), (1, 2)}),
        ("product_inventory", ("product_id", "warehouse_id"), "product_id=101", {(101, 1), (101, 2)}),
    ],
)
def test_a_table_that_the_example_drops_is_there_for_the_next_run(postgres, table, key, search, found):
    runs = []
    for _ in range(2):
        with connect(postgres) as connection:
            with connection.cursor(cursor_factory=psycopg2.extras.RealDictCursor) as cursor:
                cursor.execute(f"SELECT * FROM {table}")
                runs.append([tuple(row.values()) for row in cursor.fetchall()])
                cursor.execute(f"SELECT {', '.join(key)} FROM {table} WHERE {search}")
                assert {tuple(row[column] for column in key) for row in cursor.fetchall()} == found
                cursor.execute(f"DROP TABLE IF EXISTS {table}")
            connection.commit()
    assert runs[0] == runs[1]
    assert len(runs[0]) == {"sample_table": 6, "product_inventory": 5}[table]


def test_greenplum_sees_the_activity_of_the_database(postgres, connection):
    with connection.cursor(name="my_cursor", cursor_factory=psycopg2.extras.RealDictCursor) as cursor:
        cursor.execute("SELECT * FROM pg_stat_activity WHERE query_start > '1990-01-01T00:00:00Z'")
        rows = [row for row in cursor if row["datname"] == postgres["database"]]
    assert rows and all(row["datid"] is not None for row in rows)


def test_timescale_reads_times_as_text_and_vectors_as_lists(connection):
    with connection.cursor(name="my_cursor", cursor_factory=psycopg2.extras.RealDictCursor) as cursor:
        cursor.execute("SELECT * FROM sensor_data WHERE time > '1990-01-01T00:00:00Z' ORDER BY time")
        readings = cursor.fetchall()
    assert len(readings) == 2500
    times = [reading["time"] for reading in readings]
    assert times == sorted(set(times)) and times[-1] < "2026-01-01T00:00:00Z"
    with connection.cursor(name="vector_cursor", cursor_factory=psycopg2.extras.RealDictCursor) as cursor:
        cursor.execute(
            "SELECT * FROM sensor_embeddings WHERE created_at > '1990-01-01T00:00:00Z' ORDER BY created_at"
        )
        embeddings = cursor.fetchall()
    assert len(embeddings) == 100
    for embedding in embeddings:
        vector = embedding["vector_data"]
        vector = ast.literal_eval(vector) if isinstance(vector, str) else vector
        assert len(vector) == 8 and all(-1 <= value <= 1 for value in vector)


def test_yugabyte_discovers_tables_keys_and_cursors(connection):
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = %s AND table_type = 'BASE TABLE' ORDER BY table_name",
            ("iot",),
        )
        tables = [row[0] for row in cursor.fetchall()]
    for table in tables:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT a.attname FROM pg_index i"
                " JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)"
                " WHERE i.indrelid = %s::regclass AND i.indisprimary",
                (f"iot.{table}",),
            )
            (key,) = cursor.fetchone()
        with connection.cursor(name=f"cursor_{table}") as cursor:
            cursor.itersize = 100
            cursor.execute(
                sql.SQL("SELECT * FROM {} WHERE updated_at > %s ORDER BY updated_at ASC").format(
                    sql.Identifier("iot", table)
                ),
                ("1990-01-01T00:00:00Z",),
            )
            found[table] = (key, sum(1 for _ in cursor))
    assert found == {
        "alerts": ("alert_id", 40),
        "devices": ("device_id", 25),
        "maintenance_log": ("maintenance_id", 10),
        "sensor_readings": ("reading_id", 2500),
    }


def test_the_key_vault_example_finds_its_two_employees(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * from employee_table")
        rows = cursor.fetchall()
    badges = [metadata.pop("badge") for *_, metadata in rows]
    assert rows == [
        (1, "John Doe", 1, {"role": "Engineer"}),
        (2, "Berry Doe", 1, {"role": "Engineer"}),
    ]
    assert all(badges)


def test_the_bastion_example_reads_by_modified_at(connection):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM sample_users WHERE modified_at > '1970-01-01T00:00:00Z' ORDER BY modified_at ASC"
        )
        rows = cursor.fetchall()
    assert len(rows) == 2500
    assert all(isinstance(row[0], str) for row in rows)
    assert rows == sorted(rows, key=lambda row: row[2])


def test_the_reader_may_not_write(postgres):
    with connect(postgres, "reader") as connection, connection.cursor() as cursor:
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute("DELETE FROM users")
