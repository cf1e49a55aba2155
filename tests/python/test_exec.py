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


# Arrow has a client of S3 of its own, which asks no proxy, and no variable when it is made with keys.
FILES = """
import sys
from pyarrow import fs

key, secret, region, folder = sys.argv[1:]
filesystem = fs.S3FileSystem(access_key=key, secret_key=secret, region=region)
print(len(filesystem.get_file_info(fs.FileSelector(folder))), isinstance(filesystem, fs.S3FileSystem))
"""


def test_a_filesystem_of_arrow_that_is_told_of_no_endpoint(endpoints, playground, tmp_path):
    (tmp_path / "sitecustomize.py").write_text("print('hidden by nobody')")
    s3 = endpoints["s3"]
    login = [s3["accessKeyId"], s3["secretAccessKey"], s3["region"], f"{s3['bucket']}/people"]
    result = subprocess.run(
        [*playground("exec"), "--", sys.executable, "-c", FILES, *login],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (result.returncode, result.stdout) == (0, "hidden by nobody\n3 True\n"), result.stderr
