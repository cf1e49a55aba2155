"""What is asked of Snowflake and of its peer, in one session each and in this order."""

import datetime
from contextlib import closing
from decimal import Decimal

from snowflake.connector.errors import Error

# The same rows of every kind that both have, in a schema of their own.
KINDS = {
    "n": ("int", "int"),
    "big": ("bigint", "bigint"),
    "money": ("numeric(10,2)", "number(10,2)"),
    "ratio": ("double precision", "float"),
    "code": ("varchar(10)", "varchar(10)"),
    "text": ("text", "text"),
    "yes": ("boolean", "boolean"),
    "day": ("date", "date"),
    "clock": ("time", "time"),
    "local": ("timestamp", "timestamp_ntz"),
    "instant": ("timestamptz", "timestamp_tz"),
    "bytes": ("bytea", "binary"),
    "document": ("jsonb", "variant"),
    "list": ("int[]", "array"),
}
FULL = [
    *["1", "9007199254740993", "1.50", "0.1", "'x'", "'ü, ''quoted'''", "true", "'2026-01-02'", "'03:04:05.678'"],
    *["'2026-01-02 03:04:05.678'", "'2026-01-02 03:04:05.678+01:00'"],
]
EDGES = [
    *["-1", "-9007199254740993", "-0.05", "1e300", "''", "''", "false", "'0001-01-01'", "'23:59:59.999999'"],
    *["'1969-12-31 23:59:59.5'", "'1969-12-31 23:59:59.5+00:00'"],
]
TEXTS = ["it's", 'a "name"', "back\\slash", "two\nlines", "100%", "", "ü€😀", "x'; DROP TABLE kinds; --"]


def kinds_in_postgres():
    columns = ", ".join(f"{name} {here}" for name, (here, _) in KINDS.items())
    documents = ["'\\xdeadbeef', '{\"a\": [1, 2.5, null]}', '{1,2}'", "'', '[]', '{}'"]
    rows = [f"({', '.join(row)}, {rest})" for row, rest in zip([FULL, EDGES], documents)]
    return [
        f"CREATE TABLE peer.kinds ({columns})",
        f"INSERT INTO peer.kinds VALUES {', '.join(rows)}",
        "INSERT INTO peer.kinds (n) VALUES (NULL)",
    ]


def kinds_in_snowflake():
    columns = ", ".join(f"{name} {there}" for name, (_, there) in KINDS.items())
    documents = [
        "to_binary('deadbeef', 'HEX'), parse_json('{\"a\": [1, 2.5, null]}'), array_construct(1, 2)",
        "to_binary('', 'HEX'), parse_json('[]'), array_construct()",
    ]
    rows = [f"INSERT INTO kinds SELECT {', '.join(row)}, {rest}" for row, rest in zip([FULL, EDGES], documents)]
    return [f"CREATE TABLE kinds ({columns})", *rows, "INSERT INTO kinds (n) VALUES (NULL)"]


# The three shapes of the public example `schema_from_database`, then what else a connector asks.
STATEMENTS = {
    "columns of a table": "SELECT table_name, column_name, data_type FROM PLAYGROUND.information_schema.columns"
    " WHERE table_schema = 'PEER' AND table_name = 'PRODUCTS' ORDER BY ordinal_position;",
    "sizes of columns": "SELECT column_name, data_type, character_maximum_length, numeric_precision, numeric_scale,"
    " is_nullable FROM information_schema.columns WHERE table_schema = 'PEER' AND table_name = 'KINDS'"
    " ORDER BY ordinal_position",
    "tables": "SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = 'PEER' ORDER BY 1",
    "primary keys": "SHOW PRIMARY KEYS IN TABLE products",
    "primary keys of a table without": "SHOW PRIMARY KEYS IN TABLE kinds",
    "rows since": "SELECT * FROM products WHERE created_at > '1990-01-01' ORDER BY product_id",
    "no rows since": "SELECT * FROM products WHERE created_at > '2990-01-01'",
    "numbers": "SELECT n, big, money, ratio, yes FROM kinds ORDER BY n NULLS FIRST",
    "texts": "SELECT code, text FROM kinds ORDER BY n NULLS FIRST",
    "days and times": "SELECT day, clock FROM kinds ORDER BY n NULLS FIRST",
    "instants": "SELECT local, instant FROM kinds WHERE n IS NOT NULL ORDER BY n",
    "no instants": "SELECT local, instant FROM kinds WHERE n IS NULL",
    "bytes": "SELECT bytes FROM kinds ORDER BY n NULLS FIRST",
    "documents": "SELECT document, list FROM kinds ORDER BY n NULLS FIRST",
    "whole numbers": "SELECT 1 AS a, CAST(NULL AS INT) AS b, 9007199254740993 AS c, -5 AS d",
    "many digits": "SELECT 123456789012345678901234567890 AS a",
    "decimals": "SELECT CAST(1.50 AS NUMBER(10,2)) AS a, '2.345'::NUMBER(8, 3) AS b, '2.6'::NUMBER AS c",
    "decimals without a type": "SELECT 1.5 AS a, -0.000001 AS b",
    "casts": "SELECT '2026-01-02'::DATE AS a, '03:04:05'::TIME AS b, CAST('2026-01-02 03:04:05' AS TIMESTAMP_NTZ) AS c,"
    " '2026-01-02 03:04:05+00:00'::TIMESTAMP_TZ AS d, 1::STRING AS e, '1.5'::DOUBLE AS f, 'true'::BOOLEAN AS g",
    "names": 'SELECT 1 AS "Mixed", 2 AS plain, 3 AS "lower", 4 "As", 5 other',
    "name of a number": "SELECT 1",
    "name of a sum": "SELECT SUM(price), product_id + 1 FROM products GROUP BY product_id ORDER BY product_id",
    "name of a count": "SELECT count(*) FROM products",
    "name of a text": "SELECT 'Text'",
    "escapes": r"SELECT 'it\'s' AS a, 'it''s' AS b, 'a\\b' AS c, 'two\nlines' AS d, $$it's a\b$$ AS e",
    "comments": "SELECT 1 AS a -- it's\n, /* , 2 */ 3 AS b",
    "where the session is": "SELECT CURRENT_DATABASE() AS a, CURRENT_SCHEMA() AS b",
    "who the session is": "SELECT CURRENT_ROLE() AS a",
    "use a schema": "USE SCHEMA PLAYGROUND.PEER",
    "use a database": "USE DATABASE playground",
    "use the schema again": "use schema peer",
    "use a schema that is not there": "USE SCHEMA PLAYGROUND.MISSING",
    "settings": "ALTER SESSION SET TIMEZONE = 'UTC'",
    "unknown table": "SELECT * FROM no_such_table",
    "unknown schema": "SELECT * FROM nowhere.no_such_table",
    "primary keys of an unknown table": "SHOW PRIMARY KEYS IN TABLE no_such_table",
    "unknown column": "SELECT nothing FROM products",
    "unknown function": "SELECT no_such_function(1)",
    "column not grouped": "SELECT product_name, count(*) FROM products",
    "slip in the first word": "SELEC 1",
    "slip at the end": "SELECT 1 +",
    "slip in the middle": "SELECT FROM WHERE",
    "division by zero": "SELECT 1/0",
    "word for a number": "SELECT 'x'::INT",
    "word for a date": "SELECT 'x'::DATE",
    "writing": "DELETE FROM products WHERE product_id = 0",
}


def asked(sql, values=None):
    """What a cursor shows of a statement, by aspect."""

    def observe(connect, cursor):
        cursor.execute(sql, values)
        columns, rows = cursor.description, cursor.fetchall()
        return {
            "error": "none",
            "names": ", ".join(column.name for column in columns),
            "types": ", ".join(str(column.type_code) for column in columns),
            "lengths": ", ".join(str(column.internal_size) for column in columns),
            "digits": ", ".join(f"{column.precision}.{column.scale}" for column in columns),
            "nullable": ", ".join(str(column.is_nullable) for column in columns),
            "count": str(cursor.rowcount),
            "rows": "; ".join(", ".join(map(shown, row)) for row in rows),
        }

    return observe


def shown(value):
    """A value with its type; bytes in hexadecimal, whichever of Python's two types for them it is."""
    if isinstance(value, (bytes, bytearray)):
        return f"X'{value.hex()}'"
    return value.isoformat() if isinstance(value, datetime.datetime) else repr(value)


def logged_in(**different):
    """How a login ends that differs from the others in something."""

    def observe(connect, _):
        with closing(connect(**different)) as connection:
            return {"error": "none", "place": f"{connection.database}.{connection.schema}"}

    return observe


def after_the_end(connect, _):
    """What a client is told whose session has ended."""
    with closing(connect()) as connection:
        connection.rest.request("/session?delete=true")
        return asked("SELECT 1")(connect, connection.cursor())


def after_closing(connect, _):
    """What the driver itself says once it has closed a connection, for which the server must let it."""
    connection = connect()
    cursor = connection.cursor()
    connection.close()
    return asked("SELECT 1")(connect, cursor)


CASES = {
    "login": logged_in(),
    "login without a place": logged_in(database=None, schema=None),
    "login to a schema that is not there": logged_in(schema="nowhere"),
    "login with a wrong password": logged_in(password="wrong"),
    **{name: asked(sql) for name, sql in STATEMENTS.items()},
    **{f"value {text!r}": asked("SELECT %s AS a", (text,)) for text in TEXTS},
    "values of other types": asked(
        "SELECT %s AS a, %s AS b, %s AS c, %s AS d",
        (1, True, None, datetime.datetime(2026, 1, 2, 3, 4, 5)),
    ),
    "values by name": asked("SELECT %(a)s AS a, %(b)s AS b", {"a": Decimal("1.50"), "b": datetime.date(2026, 1, 2)}),
    "closed connection": after_closing,
    "ended session": after_the_end,
}


def observation(case, connect, cursor):
    """What a case shows, by aspect. An error is its number and its SQLSTATE; the sentence is everybody's own."""
    try:
        return case(connect, cursor)
    except Error as error:
        return {"error": f"{type(error).__name__} {error.errno:06d} {error.sqlstate}"}
