"""Writes one row. Run twice, it is still one row: the primary key decides."""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "hello", "primary_key": ["id"], "columns": {"id": "INT"}}]


def update(configuration, state):
    op.upsert("hello", {"id": 1, "message": "hello, playground"})
    op.checkpoint(state)


connector = Connector(update=update, schema=schema)
