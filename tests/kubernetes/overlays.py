"""The overlays of deploy/kubernetes, built as `kubectl apply -k` would build them."""

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "deploy/kubernetes"
KUSTOMIZE = ROOT / ".cache/bin/kustomize"

OVERLAYS = ["overlays/local", "overlays/workshop"]


@cache
def build(overlay):
    """Every object of an overlay. Of what `prepare` would make only the credentials are real."""
    with tempfile.TemporaryDirectory(prefix="playground-kubernetes-") as folder:
        copy = Path(folder) / "kubernetes"
        shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("made"))
        for file in files_to_be_made():
            path = copy / "base" / file
            path.parent.mkdir(parents=True, exist_ok=True)
            given = SOURCE / "credentials" / path.name
            path.write_text(given.read_text() if given.exists() else "made up\n")
        text = subprocess.run(
            [KUSTOMIZE, "build", copy / overlay], check=True, capture_output=True, text=True
        ).stdout
    return list(yaml.safe_load_all(text))


def files_to_be_made():
    """The files below `made/` that the base generates Secrets and ConfigMaps from."""
    base = yaml.safe_load((SOURCE / "base/kustomization.yaml").read_text())
    for generator in [*base["secretGenerator"], *base["configMapGenerator"]]:
        for entry in [*generator.get("files", []), *generator.get("envs", [])]:
            file = entry.split("=", 1)[-1]
            if file.startswith("made/"):
                yield file


def find(objects, *kinds):
    return [an_object for an_object in objects if an_object["kind"] in kinds]


def name_of(an_object):
    return f"{an_object['kind']} {an_object['metadata']['name']}"


def workloads(objects):
    """Whatever has a template of pods."""
    return find(objects, "Deployment", "StatefulSet", "DaemonSet", "Job")


def template_of(workload):
    return workload["spec"]["template"]


def pods(objects):
    """Name, labels and spec of every pod that there will be."""
    for workload in workloads(objects):
        template = template_of(workload)
        yield name_of(workload), template["metadata"]["labels"], template["spec"]
    for pod in find(objects, "Pod"):
        yield name_of(pod), pod["metadata"].get("labels", {}), pod["spec"]


def containers(objects):
    """Name, container and spec of its pod, for every container, those that only prepare among them."""
    for name, _labels, spec in pods(objects):
        for container in [*spec["containers"], *spec.get("initContainers", [])]:
            yield f"{name}, container {container['name']}", container, spec


def selects(selector, labels):
    """Whether a label selector takes a pod with these labels."""
    wanted = selector.get("matchLabels", {})
    if any(labels.get(key) != value for key, value in wanted.items()):
        return False
    for rule in selector.get("matchExpressions", []):
        value = labels.get(rule["key"])
        held = {"In": value in rule.get("values", []), "Exists": value is not None}[rule["operator"]]
        if not held:
            return False
    return True
