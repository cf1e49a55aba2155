"""`playground exec` with clients that cannot be told where things are."""

import os
import subprocess
import sys

import pytest

# As two of the public tunnel examples have it: port 22, and a configuration that is looked for where it always is.
TUNNEL = """
import sys, requests
from sshtunnel import SSHTunnelForwarder

host, port, user, secret, key = sys.argv[1:]
login = {"ssh_password": secret} if key == "" else {"ssh_pkey": key, "ssh_private_key_password": secret}
with SSHTunnelForwarder(
    (host, 22),
    ssh_username=user,
    remote_bind_address=("127.0.0.1", int(port)),
    local_bind_address=("127.0.0.1", 0),
    **login,
) as tunnel:
    print(requests.get(f"http://127.0.0.1:{tunnel.local_bind_port}/export/csv", timeout=10).status_code)
"""


def logins(bastion):
    key = bastion["key"]
    return {
        "password": [bastion["password"]["user"], bastion["password"]["password"], ""],
        "key": [key["user"], key["passphrase"], key["rsaEncrypted"]["pem"]["path"]],
    }


@pytest.mark.parametrize("way", ["password", "key"])
def test_a_tunnel_that_insists_on_port_22(endpoints, playground, tmp_path, way):
    bastion = endpoints["bastion"]
    assert bastion["port"] != 22
    argv = [sys.executable, "-c", TUNNEL, "bastion.playground", "5005", *logins(bastion)[way]]
    result = subprocess.run(
        [*playground("exec"), "--", *argv],
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (result.returncode, result.stdout) == (0, "200\n"), result.stderr
    assert list(tmp_path.iterdir()) == []
