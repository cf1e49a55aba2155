"""One sync of manifest.yaml: goes on from the last states, and writes its messages into a file of their own below messages/."""

import json
import os
import subprocess
import sys
from pathlib import Path


def read_messages(file):
    for line in file.read_bytes().splitlines():
        # A sync that was killed has not ended its last line.
        if line.endswith(b"}"):
            yield json.loads(line)


messages = Path("messages")
messages.mkdir(exist_ok=True)
before = sorted(messages.glob("*.jsonl"))
states = {}
for file in before:
    for message in read_messages(file):
        if message["type"] == "STATE":
            state = message["state"]
            states[state["stream"]["stream_descriptor"]["name"]] = state
Path("state.json").write_text(json.dumps(list(states.values())))
# The playground says where the API of a world is.
Path("config.json").write_text(json.dumps({"api_url": os.environ["PLAYGROUND_API_URL"]}))

source = ["source-declarative-manifest", "read", "--manifest-path", "manifest.yaml"]
inputs = ["--config", "config.json", "--catalog", "catalog.json", "--state", "state.json"]
file = messages / f"{len(before) + 1:06}.jsonl"
with file.open("wb") as out:
    exit_code = subprocess.run([*source, *inputs], stdout=out).returncode
if exit_code != 0:
    errors = [one["trace"]["error"] for one in read_messages(file) if one.get("trace", {}).get("type") == "ERROR"]
    print(" | ".join(str(one["internal_message"] or one["message"]) for one in errors) if errors else "The source has told no error.", file=sys.stderr)
sys.exit(exit_code)
