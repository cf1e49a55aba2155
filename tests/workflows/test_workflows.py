"""What the workflows promise: pinned actions, few rights, an end in time, and nothing left out that .ci/run does."""

import json
import os
import re
import subprocess
import tempfile
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
# The project's own, and those that others copy.
FILES = sorted([*(ROOT / ".github/workflows").glob("*.yml"), *(ROOT / "examples/github-actions").glob("*.yml")])

PINNED = re.compile(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


def workflow(name):
    return yaml.safe_load((ROOT / ".github/workflows" / name).read_text())


def jobs():
    for file in FILES:
        for name, job in yaml.safe_load(file.read_text())["jobs"].items():
            yield pytest.param(job, id=f"{file.stem}-{name}")


def commands(job):
    """Every line that a job runs."""
    return [line.strip() for step in job.get("steps", []) for line in step.get("run", "").splitlines()]


def actionlint(text):
    return subprocess.run([ROOT / ".cache/bin/actionlint", "-"], input=text, capture_output=True, text=True)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_is_valid(file):
    result = actionlint(file.read_text())
    assert (result.returncode, result.stdout) == (0, "")


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("check.yml", "runs-on:", "run-on:"),
        ("check.yml", "matrix.node", "matrix.nod"),
        ("publish.yml", "needs: check", "needs: chek"),
        ("publish.yml", "steps.build.outputs", "steps.bild.outputs"),
    ],
)
def test_a_fault_is_found(name, good, bad):
    text = (ROOT / ".github/workflows" / name).read_text()
    assert actionlint(text.replace(good, bad)).returncode == 1


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_actions_are_pinned_to_commits(file):
    for line in file.read_text().splitlines():
        if re.search(r"\buses: ", line) and "uses: ./" not in line:
            assert PINNED.search(line), line


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_may_do_nothing_unless_said(file):
    assert yaml.safe_load(file.read_text())["permissions"] in ({}, {"contents": "read"})


@pytest.mark.parametrize("job", jobs())
def test_ends_in_time(job):
    assert job.get("timeout-minutes", 999) <= 60 or job["uses"].startswith("./")


@pytest.mark.parametrize("job", jobs())
def test_leaves_no_token_in_the_clone(job):
    for step in job.get("steps", []):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("job", jobs())
def test_puts_no_text_of_others_into_a_script(job):
    for line in commands(job):
        assert "${{" not in line, line


# What a workflow runs in the place of a step of .ci/run.
INSTEAD = {
    "npm ci": ["npm ci --ignore-scripts"],
    "npm test": [
        "npm run build",
        "npm run jest -- --selectProjects unit conformance",
        "npm run jest -- --selectProjects containers",
    ],
}


def test_does_all_that_ci_does():
    steps = re.findall(r"^step '[^']*' +(.*)$", (ROOT / ".ci/run").read_text(), re.M)
    wanted = [command for step in steps for command in INSTEAD.get(step, [step])]
    run = [line for job in workflow("check.yml")["jobs"].values() for line in commands(job)]
    assert wanted and [command for command in wanted if command not in run] == []


def test_selects_every_project_of_jest():
    projects = re.findall(r"displayName: '(\w+)'", (ROOT / "jest.config.js").read_text())
    steps = re.findall(r"^step '[^']*' +(tests/\S+)$", (ROOT / ".ci/run").read_text(), re.M)
    lines = [line for step in steps for line in (ROOT / step).read_text().splitlines()]
    commands = [line for line in INSTEAD["npm test"] + lines if "--selectProjects" in line]
    selected = " ".join(commands).split()
    assert [project for project in projects if project not in selected] == []


def test_tests_every_promised_node():
    engines = json.loads((ROOT / "package.json").read_text())["engines"]["node"]
    oldest = int(re.fullmatch(r">=(\d+)\.\d+", engines)[1])
    assert workflow("check.yml")["jobs"]["test"]["strategy"]["matrix"]["node"] == [oldest, 22, 24]


def test_publishes_nothing_unchecked():
    published = workflow("publish.yml")["jobs"]
    assert published["check"]["uses"] == "./.github/workflows/check.yml"
    assert all("check" in job["needs"] for name, job in published.items() if name != "check")


def published_images():
    """What the workflow is told to publish, by the script with which it asks."""
    script = "\n".join(commands(workflow("publish.yml")["jobs"]["list"]))
    with tempfile.NamedTemporaryFile("r") as output:
        subprocess.run(["bash", "-ec", script], cwd=ROOT, env={**os.environ, "GITHUB_OUTPUT": output.name}, check=True)
        name, value = output.read().rstrip("\n").split("=", 1)
    assert name == "images"
    return json.loads(value)


def test_publishes_every_image_that_compose_builds():
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"].values()
    built = {
        (service["image"].split(":")[0], service["build"].get("dockerfile", "Dockerfile"), service["build"].get("target", ""))
        for service in services
        if "build" in service
    }
    images = published_images()
    published = {(entry["image"], entry["file"], entry["target"]) for entry in images}
    assert len(published) == len(images) == len(built) + 1
    assert published - built == {("connector-playground", "Dockerfile", "all-in-one")}


def test_builds_what_it_was_told_to():
    job = workflow("publish.yml")["jobs"]["images"]
    assert job["strategy"]["matrix"] == {"include": "${{ fromJSON(needs.list.outputs.images) }}"}
    [build] = [step["with"] for step in job["steps"] if step.get("uses", "").startswith("docker/build-push-action@")]
    assert [build["file"], build["target"]] == ["${{ matrix.file }}", "${{ matrix.target }}"]
