"""People of an HTTP API into DuckDB, by dlt: one run loads what has changed since the run before."""

import os

import dlt
from dlt.sources.rest_api import rest_api_source

source = rest_api_source(
    {
        # The playground says where the API of a world is.
        "client": {"base_url": os.environ["PLAYGROUND_API_URL"]},
        "resources": [
            {
                "name": "people",
                "primary_key": "id",
                "write_disposition": "merge",
                "endpoint": {
                    "path": "pagination/offset",
                    "data_selector": "data",
                    "params": {"updated_since": "{incremental.start_value}"},
                    "incremental": {"cursor_path": "updatedAt", "initial_value": "1990-01-01T00:00:00Z"},
                    "paginator": {"type": "offset", "limit": 50, "total_path": "total"},
                },
            }
        ],
    }
)

pipeline = dlt.pipeline("people", destination=dlt.destinations.duckdb("people.duckdb"), dataset_name="crm")
pipeline.run(source)
