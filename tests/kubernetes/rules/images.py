"""Which images there are, and what their programs read. Each rule gives the objects' faults, as sentences."""

import json
import re

import yaml

from overlays import ROOT, containers, find

# Where the program of an image reads its environment. Below a folder, every file.
SOURCES = {
    "api": ["services/api", "services/dataset-from.ts", "core"],
    "bastion": ["services/bastion/openssh"],
    "gateway": ["services/gateway", "services/dataset-from.ts", "core/control", "playground/compose/gateway-main.ts"],
    "key-vault": ["services/key-vault", "core/control"],
    "redshift": ["services/redshift"],
    "seed": ["services/postgres-seed", "services/dataset-from.ts", "core/control", "services/s3-minio", "playground/compose"],
}

# What programs of others read, as their documentation has it.
DOCUMENTED = {
    "postgres": {
        "PGDATA",
        "POSTGRES_DB",
        "POSTGRES_INITDB_ARGS",
        "POSTGRES_PASSWORD_FILE",
        "POSTGRES_USER",
    },
    "s3": {"MINIO_DOMAIN", "MINIO_ROOT_PASSWORD", "MINIO_ROOT_USER"},
}


def are_those_of_compose(objects):
    """The images that docker-compose.yml builds, whatever their version, or one of others that it names."""
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"].values()
    images = {service["image"].split(":")[0] if "build" in service else service["image"] for service in services}
    for name, container, _spec in containers(objects):
        image = container["image"]
        if image not in images and image.rpartition(":")[0] not in images:
            yield f"{name} has the image {image}, which docker-compose.yml does not have"


def have_the_version_of_the_package(objects):
    """Never `latest`, which may be another one tomorrow."""
    version = json.loads((ROOT / "package.json").read_text())["version"]
    for name, container, _spec in containers(objects):
        image, _, tag = container["image"].partition(":")
        if image.startswith("connector-playground-") and tag != version:
            yield f"{name} has the image {container['image']}, which is not of version {version}"


def read_every_variable(objects):
    for name, container, _spec in containers(objects):
        program = container["image"].split(":")[0].removeprefix("connector-playground-")
        known = DOCUMENTED.get(program) or names_read_by(program)
        for variable in variables_of(objects, container):
            if variable not in known:
                yield f"{name} is given {variable}, which its program does not read"


def names_read_by(program):
    """Every name in capitals that the sources of a program have."""
    names = set()
    for source in SOURCES.get(program, []):
        path = ROOT / source
        for file in [path] if path.is_file() else path.rglob("*"):
            if file.is_file():
                names.update(re.findall(r"\b[A-Z0-9]+(?:_[A-Z0-9]+)+\b", file.read_text()))
    return names


def variables_of(objects, container):
    for entry in container.get("env", []):
        yield entry["name"]
    for source in container.get("envFrom", []):
        for kind, reference in [("Secret", "secretRef"), ("ConfigMap", "configMapRef")]:
            if reference in source:
                yield from keys_of(objects, kind, source[reference]["name"])


def keys_of(objects, kind, name):
    for an_object in find(objects, kind):
        if an_object["metadata"]["name"] == name:
            yield from an_object.get("data", {})


