"""What UNLOAD writes, asked for with the driver of Amazon Redshift and read by Arrow, as the public example does both."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import redshift_connector
from pyarrow import fs

ROLE = "arn:aws:iam::123456789012:role/unload"


@pytest.fixture
def connect(endpoints, monkeypatch):
    redshift = endpoints["redshift"]
    monkeypatch.setenv("SSL_CERT_FILE", redshift["caFile"])
    settings = {key: redshift[key] for key in ("host", "port", "database", "user", "password")}
    return lambda: closing(redshift_connector.connect(**settings))


@pytest.fixture
def bucket(endpoints):
    return endpoints["s3"]["bucket"]


@pytest.fixture
def filesystem(endpoints):
    s3 = endpoints["s3"]
    return fs.S3FileSystem(
        access_key=s3["accessKeyId"],
        secret_key=s3["secretAccessKey"],
        region=s3["region"],
        endpoint_override=s3["url"],
    )


@pytest.fixture
def prefix():
    """A place of its own in the bucket."""
    return f"unloaded/{uuid.uuid4()}/"


def unload(connection, query, to, options="FORMAT AS PARQUET\n    PARALLEL ON\n    MAXFILESIZE 128 MB"):
    statement = f"""
    UNLOAD ('{query.replace("'", "''")}')
    TO '{to}'
    IAM_ROLE '{ROLE}'
    {options}
    """
    with closing(connection.cursor()) as cursor:
        cursor.execute(statement)


def files_in(filesystem, folder):
    return sorted(info.path for info in filesystem.get_file_info(fs.FileSelector(folder)))


def test_every_type_is_what_it_is_in_the_database(connect, filesystem, bucket, prefix):
    query = """
        SELECT 1::smallint AS small, 2::int AS number, 9223372036854775807::bigint AS big,
               123456.78::decimal(8, 2) AS price, (-12345678901234.5678)::decimal(18, 4) AS amount,
               99999999999999999999999999999999999.999::decimal(38, 3) AS huge,
               1.5::real AS single, 0.1::float8 AS double, true AS yes,
               '2024-02-29'::date AS day, '2024-02-29 12:34:56.789012'::timestamp AS moment,
               '2024-02-29 12:34:56.789012+05:30'::timestamptz AS instant,
               'it''s snow ☃'::varchar(20) AS text
        UNION ALL
        SELECT NULL, NULL, NULL, NULL::decimal(8, 2), NULL::decimal(18, 4), NULL::decimal(38, 3),
               NULL, NULL, NULL, NULL, NULL, NULL, NULL
    """
    with connect() as connection:
        unload(connection, query, f"s3://{bucket}/{prefix}")
    [file] = files_in(filesystem, f"{bucket}/{prefix}")
    assert file.endswith("/0000_part_00.parquet")
    table = pq.ParquetFile(file, filesystem=filesystem).read_row_group(0)
    assert dict(zip(table.column_names, table.schema.types)) == {
        "small": pa.int16(),
        "number": pa.int32(),
        "big": pa.int64(),
        "price": pa.decimal128(8, 2),
        "amount": pa.decimal128(18, 4),
        "huge": pa.decimal128(38, 3),
        "single": pa.float32(),
        "double": pa.float64(),
        "yes": pa.bool_(),
        "day": pa.date32(),
        "moment": pa.timestamp("us"),
        "instant": pa.timestamp("us", tz="UTC"),
        "text": pa.string(),
    }
    moment = datetime(2024, 2, 29, 12, 34, 56, 789012)
    assert table.to_pylist() == [
        {
            "small": 1,
            "number": 2,
            "big": 9223372036854775807,
            "price": Decimal("123456.78"),
            "amount": Decimal("-12345678901234.5678"),
            "huge": Decimal("99999999999999999999999999999999999.999"),
            "single": 1.5,
            "double": 0.1,
            "yes": True,
            "day": date(2024, 2, 29),
            "moment": moment,
            "instant": moment.replace(tzinfo=timezone(timedelta(hours=5, minutes=30))).astimezone(timezone.utc),
            "text": "it's snow ☃",
        },
        dict.fromkeys(table.column_names),
    ]


def test_a_table_comes_whole_and_in_order(connect, filesystem, bucket, prefix):
    query = 'SELECT "eventid", "eventname", "starttime" FROM "tickit"."event" ORDER BY "starttime"'
    with connect() as connection:
        unload(connection, query, f"s3://{bucket}/{prefix}")
        with closing(connection.cursor()) as cursor:
            cursor.execute(query)
            rows = [dict(zip(("eventid", "eventname", "starttime"), row)) for row in cursor.fetchall()]
    [file] = files_in(filesystem, f"{bucket}/{prefix}")
    assert pq.read_table(file, filesystem=filesystem).to_pylist() == rows
    assert len(rows) == 25_000


def test_large_results_become_several_files(connect, filesystem, bucket, prefix):
    query = "SELECT n, md5(n::text) || md5('x' || n) AS text FROM generate_series(1, 150000) AS n"
    with connect() as connection:
        unload(connection, query, f"s3://{bucket}/{prefix}", "PARQUET MAXFILESIZE 5 MB")
    files = files_in(filesystem, f"{bucket}/{prefix}")
    assert len(files) == 3
    numbers = [number for file in files for number in pq.read_table(file, filesystem=filesystem)["n"].to_pylist()]
    assert numbers == list(range(1, 150_001))


def test_no_rows_are_no_file(connect, filesystem, bucket, prefix):
    with connect() as connection:
        unload(connection, "SELECT 1 AS x WHERE false", f"s3://{bucket}/{prefix}")
    assert filesystem.get_file_info(f"{bucket}/{prefix}").type == fs.FileType.NotFound


def test_connections_unload_at_the_same_time(connect, filesystem, bucket, prefix):
    def unload_one(number):
        with connect() as connection:
            for turn in range(3):
                unload(connection, f"SELECT {number} AS x", f"s3://{bucket}/{prefix}{number}_{turn}_")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(unload_one, range(4)))
    files = files_in(filesystem, f"{bucket}/{prefix}")
    assert [pq.read_table(file, filesystem=filesystem)["x"].to_pylist() for file in files] == [
        [number] for number in range(4) for _ in range(3)
    ]


@pytest.mark.parametrize(
    "query, to, code, message",
    [
        ("SELECT 1", "s3://nowhere/x", "XX000", "S3ServiceException:The specified bucket does not exist"),
        ("SELECT nothing", "s3://fixtures/unloaded/none/", "42703", 'column "nothing" does not exist'),
        ("SELECT 1 LIMIT 1", "s3://fixtures/unloaded/none/", "0A000", "Limit clause is not supported"),
        ("SELECT 1", "s3://fixtures/people/", "XX000", "Specified unload destination on S3 is not empty"),
    ],
)
def test_a_failure_is_told_and_the_connection_goes_on(connect, query, to, code, message):
    with connect() as connection:
        with pytest.raises(redshift_connector.error.ProgrammingError) as failure:
            unload(connection, query, to)
        answer = failure.value.args[0]
        assert answer["S"] == "ERROR" and answer["C"] == code and message in answer["M"]
        connection.rollback()
        with closing(connection.cursor()) as cursor:
            cursor.execute("SELECT 1")
            assert cursor.fetchone() == [1]
