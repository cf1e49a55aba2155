"""Serves the original for the suite: one process, any free port, no reloader, no look at PyPI.

Usage: peer.py [capacity refill_per_second]. Prints one JSON line when clients can connect, and ends when its
standard input does, so that it cannot outlive the suite.
"""

import json
import logging
import os
import random
import sys
import threading

# The original draws its times by chance. With this seed no two rows were updated within the same five
# minutes, so that no comparison hangs on a tie.
random.seed(174)

import fivetran_api_playground as original  # noqa: E402
from werkzeug.serving import make_server  # noqa: E402

logging.getLogger("werkzeug").setLevel(logging.ERROR)
original.app.logger.disabled = True
if len(sys.argv) > 1:
    original.app.config["RATE_LIMITING_ENABLED"] = True
    original.app.config["RATE_LIMIT_CAPACITY"] = int(sys.argv[1])
    original.app.config["RATE_LIMIT_RPS"] = float(sys.argv[2])

server = make_server("127.0.0.1", 0, original.app, threaded=True)


def end_with_standard_input():
    sys.stdin.read()
    os._exit(0)


threading.Thread(target=end_with_standard_input, daemon=True).start()
print(
    json.dumps(
        {
            "url": f"http://127.0.0.1:{server.server_port}",
            "credentials": {
                "httpBasic": {
                    "username": original.HTTP_BASIC_USERNAME,
                    "password": original.HTTP_BASIC_PASSWORD,
                },
                "bearerToken": original.HTTP_BEARER_TOKEN,
                "apiKey": original.API_KEY,
                "session": {
                    "username": original.SESSION_AUTH_USERNAME,
                    "password": original.SESSION_AUTH_PASSWORD,
                },
            },
        }
    ),
    flush=True,
)
server.serve_forever()
