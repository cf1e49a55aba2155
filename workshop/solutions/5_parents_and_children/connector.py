"""Two tables, one below the other, each with its own cursors."""

import requests
from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op

BEGINNING = "1970-01-01T00:00:00Z"


def schema(configuration):
    return [
        {"table": "company", "primary_key": ["company_id"]},
        # Department numbers start again in each company.
        {"table": "department", "primary_key": ["company_id", "department_id"]},
    ]


def update(configuration, state):
    base_url = configuration["base_url"]
    cursors = dict(state)
    for company_id in company_ids(base_url):
        key = f"departments_of_{company_id}"
        cursors[key] = read(
            f"{base_url}/cursors/{company_id}/departments",
            cursors.get(key, BEGINNING),
            lambda row: op.upsert("department", {**row, "company_id": company_id}),
        )
        op.checkpoint(cursors)
    cursors["companies"] = read(
        f"{base_url}/cursors/companies",
        cursors.get("companies", BEGINNING),
        lambda row: op.upsert("company", row),
    )
    op.checkpoint(cursors)


def company_ids(base_url):
    """All of them: a company that did not change may have departments that did."""
    return [company["company_id"] for company in get(f"{base_url}/cursors/companies", {})]


def read(url, since, write):
    """Writes the rows changed since an instant, and gives the instant to begin with the next time."""
    rows = get(url, {"order_by": "updatedAt", "order_type": "asc", "updated_since": since})
    for row in rows:
        write(row)
    return max([since, *(row["updatedAt"] for row in rows)])


def get(url, parameters):
    response = requests.get(url, params=parameters, timeout=10)
    response.raise_for_status()
    return response.json()["data"]


connector = Connector(update=update, schema=schema)
