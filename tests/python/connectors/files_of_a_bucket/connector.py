"""The rows of the CSV files in a bucket, a table per file; the next sync reads the files that are newer."""

import csv
import io

import boto3
from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def update(configuration, state):
    # Where the bucket is, and who asks, is in the environment.
    client = boto3.client("s3")
    newest = state.get("newest", "")
    for page in client.get_paginator("list_objects_v2").paginate(Bucket=configuration["bucket"], Prefix="parallel/"):
        for entry in page.get("Contents", []):
            changed_at = entry["LastModified"].isoformat()
            if changed_at <= state.get("newest", ""):
                continue
            text = client.get_object(Bucket=configuration["bucket"], Key=entry["Key"])["Body"].read().decode()
            for row in csv.DictReader(io.StringIO(text)):
                op.upsert(entry["Key"].removeprefix("parallel/").removesuffix(".csv"), row)
            newest = max(newest, changed_at)
    op.checkpoint({"newest": newest})


connector = Connector(update=update)
