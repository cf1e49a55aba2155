import { REROUTE } from './rerouting.ts';

/**
 * The module that Python imports when it starts, from a folder in PYTHONPATH. `pyarrow` has its own S3 client,
 * which asks neither a proxy nor, when it is made with keys, any variable (it reads `AWS_ENDPOINT_URL_S3` only for
 * URIs: `S3Options::FromUri` in Arrow). So a filesystem that is told of no endpoint is told of this one.
 *
 * A client that connects to a port of this machine which is to be another one ({@link REROUTE}) connects to that: all of
 * Python's own sockets do, those of asyncio too. What a client sends stays as it is.
 */
export const START_UP_MODULE = `
import importlib.machinery
import importlib.util
import os
import sys


def tell_pyarrow(fs):
    endpoint = os.environ.get("AWS_ENDPOINT_URL_S3")
    if not endpoint or not hasattr(fs, "S3FileSystem"):
        return

    class S3FileSystem(fs.S3FileSystem):
        def __init__(self, *arguments, endpoint_override=None, **options):
            super().__init__(*arguments, endpoint_override=endpoint_override or endpoint, **options)

    fs.S3FileSystem = S3FileSystem


class AfterImport:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name != "pyarrow.fs":
            return None
        sys.meta_path.remove(AfterImport)
        spec = importlib.util.find_spec(name)
        if spec is None:
            return None
        run = spec.loader.exec_module

        def run_and_tell(module):
            run(module)
            tell_pyarrow(module)

        spec.loader.exec_module = run_and_tell
        return spec


sys.meta_path.insert(0, AfterImport)


def reroute():
    pairs = [pair.split(":") for pair in os.environ.get("${REROUTE}", "").split(",") if pair]
    if not pairs:
        return
    import socket

    def rerouted(connect):
        def to_where_it_is(self, address):
            if isinstance(address, tuple):
                address = places.get(address[:2], address)
            return connect(self, address)

        return to_where_it_is

    places = {
        (host, int(asked)): ("127.0.0.1", int(given))
        for asked, given in pairs
        for host in ("127.0.0.1", "localhost", "0.0.0.0")
    }
    socket.socket.connect = rerouted(socket.socket.connect)
    socket.socket.connect_ex = rerouted(socket.socket.connect_ex)


def run_hidden():
    """The module of this name that Python would have found without this one."""
    here = os.path.dirname(os.path.abspath(__file__))
    others = [folder for folder in sys.path if os.path.abspath(folder) != here]
    spec = importlib.machinery.PathFinder.find_spec("sitecustomize", others)
    if spec is not None:
        spec.loader.exec_module(importlib.util.module_from_spec(spec))


reroute()
run_hidden()
`.trimStart();
