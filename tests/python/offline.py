"""Runs a command in a network namespace that has nothing but the loopback interface: `offline.py COMMAND…`.

Made with the kernel's own calls, because neither `unshare` nor `ip` is everywhere, and because the command must stay
the user it was: PostgreSQL refuses to run as root, and as `unshare --map-root-user` it would. Where no namespace can
be made (another system than Linux, a container without the right to) the command runs with the network that there
is, and without the variable `OFFLINE`; on a machine that calls itself `CI` that is a failure.
"""

import ctypes
import fcntl
import os
import socket
import struct
import sys

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
# Linux's <linux/sockios.h> and <net/if.h>.
SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 0x1


def leave_the_network():
    """Moves this process into a namespace of its own. Only the superuser needs no user namespace for it."""
    user, group = os.geteuid(), os.getegid()
    unshare(CLONE_NEWNET if user == 0 else CLONE_NEWUSER | CLONE_NEWNET)
    if user != 0:
        write("setgroups", "deny")
        write("uid_map", f"{user} {user} 1")
        write("gid_map", f"{group} {group} 1")
    bring_up("lo")


def unshare(flags):
    if ctypes.CDLL(None, use_errno=True).unshare(flags) != 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))


def write(name, text):
    with open(f"/proc/self/{name}", "w") as file:
        file.write(text)


def bring_up(interface):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sH22x", interface.encode(), 0)
        _, flags = struct.unpack("16sH22x", fcntl.ioctl(any_socket, SIOCGIFFLAGS, request))
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sH22x", interface.encode(), flags | IFF_UP))


def what_is_in_the_way():
    """Tries it in a child, because half of a namespace is worse than none; None when it worked."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            leave_the_network()
        except (AttributeError, OSError) as error:
            os.write(writing, str(error).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        obstacle = answer.read()
    os.waitpid(child, 0)
    return obstacle or None


def main(command):
    obstacle = what_is_in_the_way()
    if obstacle is None:
        leave_the_network()
        os.environ["OFFLINE"] = "1"
    else:
        print(f"No network namespace can be made here ({obstacle}): the tests could reach the network.", flush=True)
        if os.environ.get("CI") == "true":
            sys.exit(1)
    os.execvp(command[0], command)


main(sys.argv[1:])
