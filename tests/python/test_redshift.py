"""What the public Redshift examples ask, asked with the driver that they use."""

from contextlib import closing
from datetime import datetime, timezone

import pytest
import redshift_connector


@pytest.fixture
def redshift(endpoints, monkeypatch):
    """Where it is. The driver has no parameter for an authority; it trusts those that OpenSSL trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", endpoints["redshift"]["caFile"])
    return endpoints["redshift"]


def connect(redshift, **different):
    settings = {key: redshift[key] for key in ("host", "port", "database", "user", "password")}
    return closing(redshift_connector.connect(**{**settings, **different}))


@pytest.fixture
def connection(redshift):
    with connect(redshift) as connection:
        yield connection


def test_customers_changed_since(connection):
    with closing(connection.cursor()) as cursor:
        cursor.execute(
            "SELECT * FROM testers.customers WHERE updated_at > %s ORDER BY updated_at", ("2024-01-01T00:00:00Z",)
        )
        columns = [column[0] for column in cursor.description]
        rows = cursor.fetchmany(2) + cursor.fetchmany(2)
        assert not cursor.fetchmany(2)
    times = [row[columns.index("updated_at")] for row in rows]
    assert len(rows) == 3 and times == sorted(times)
    assert datetime(2024, 1, 1, tzinfo=timezone.utc) < times[0]


def test_a_named_cursor_hands_out_batches(connection):
    batches = []
    with closing(connection.cursor()) as cursor:
        cursor.execute("BEGIN")
        cursor.execute(
            "DECLARE reader NO SCROLL CURSOR FOR SELECT * FROM tickit.event WHERE eventid > %s ORDER BY eventid", (0,)
        )
        while True:
            cursor.execute("FETCH 10000 FROM reader")
            rows = cursor.fetchall()
            if not rows:
                break
            batches.append(len(rows))
        cursor.execute("CLOSE reader")
        cursor.execute("COMMIT")
    assert batches == [10000, 10000, 5000]


def test_tables_columns_and_keys_are_found(connection):
    with closing(connection.cursor()) as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = %s AND table_type = 'BASE TABLE' ORDER BY table_name",
            ("tickit",),
        )
        tables = [row[0] for row in cursor.fetchall()]
        cursor.execute(
            "SELECT column_name, data_type FROM information_schema.columns"
            " WHERE table_schema = %s AND table_name = %s ORDER BY ordinal_position",
            ("tickit", "event"),
        )
        columns = dict(cursor.fetchall())
        cursor.execute(
            "SELECT k.column_name FROM information_schema.table_constraints c"
            " JOIN information_schema.key_column_usage k USING (constraint_schema, constraint_name)"
            " WHERE c.constraint_type = 'PRIMARY KEY' AND c.table_schema = %s AND c.table_name = %s",
            ("tickit", "event"),
        )
        keys = [row[0] for row in cursor.fetchall()]
    assert tables == ["category", "date", "event", "listing", "sales", "users", "venue"]
    assert columns["starttime"].startswith("timestamp") and columns["eventid"] == "integer"
    assert keys == ["eventid"]


@pytest.mark.parametrize("different", [{"password": "wrong"}, {"user": "nobody"}])
def test_a_wrong_login_is_refused(redshift, different):
    with pytest.raises(redshift_connector.error.ProgrammingError, match="28P01"):
        with connect(redshift, **different):
            pass


def test_a_client_without_tls_is_refused(redshift):
    with pytest.raises(redshift_connector.error.InterfaceError, match="without TLS are refused"):
        with connect(redshift, ssl=False):
            pass


def test_the_authority_is_not_trusted_by_default(redshift, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(redshift_connector.error.InterfaceError, match="CERTIFICATE_VERIFY_FAILED|verify failed"):
        with connect(redshift):
            pass
