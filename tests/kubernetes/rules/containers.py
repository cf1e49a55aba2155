"""What every container must say of itself. Each rule gives the objects' faults, as sentences."""

from overlays import containers, pods, template_of, name_of, workloads

# OpenSSH drops from root to whoever logs in. Nothing else here needs root or a capability.
ROOT_WITH = {"bastion": {"SETGID", "SETUID", "SYS_CHROOT"}}


def have_limits(objects):
    for name, container, _spec in containers(objects):
        for part in ["requests", "limits"]:
            for what in ["cpu", "memory"]:
                if what not in container.get("resources", {}).get(part, {}):
                    yield f"{name} has no resources.{part}.{what}"


def have_probes(objects):
    """Of what runs on; a job ends by itself."""
    for workload in workloads(objects):
        if workload["kind"] == "Job":
            continue
        for container in template_of(workload)["spec"]["containers"]:
            for probe in ["startupProbe", "readinessProbe", "livenessProbe"]:
                if probe not in container:
                    yield f"{name_of(workload)}, container {container['name']} has no {probe}"


def are_restricted(objects):
    """Pod Security's "restricted" profile, a read-only root and no token; exceptions stand in ROOT_WITH."""
    for name, container, spec in containers(objects):
        pod, own = spec.get("securityContext", {}), container.get("securityContext", {})
        allowed = ROOT_WITH.get(container["name"])
        capabilities = own.get("capabilities", {})
        wanted = {
            "readOnlyRootFilesystem": own.get("readOnlyRootFilesystem") is True,
            "allowPrivilegeEscalation: false": own.get("allowPrivilegeEscalation") is False,
            "capabilities.drop: [ALL]": capabilities.get("drop") == ["ALL"],
            "no further capabilities": set(capabilities.get("add", [])) <= (allowed or set()),
            "not privileged": not own.get("privileged"),
            "seccompProfile RuntimeDefault": pod.get("seccompProfile", {}).get("type") == "RuntimeDefault",
            "runAsNonRoot": allowed is not None
            or (pod.get("runAsNonRoot") is True and {**pod, **own}.get("runAsUser", 0) > 0),
            "no namespaces of the host": not any(spec.get(key) for key in ["hostNetwork", "hostPID", "hostIPC"]),
            "automountServiceAccountToken: false": spec.get("automountServiceAccountToken") is False,
        }
        yield from (f"{name} is not restricted: {what}" for what, holds in wanted.items() if not holds)


def take_no_variables_of_services(objects):
    """A Service named api would set API_PORT to tcp://…, and the API would not start."""
    for name, _labels, spec in pods(objects):
        if spec.get("enableServiceLinks") is not False:
            yield f"{name} does not set enableServiceLinks: false"


def mount_what_there_is(objects):
    for name, container, spec in containers(objects):
        volumes = {volume["name"] for volume in spec.get("volumes", [])} | claims_of(objects, name)
        for mount in container.get("volumeMounts", []):
            if mount["name"] not in volumes:
                yield f"{name} mounts {mount['name']}, which is no volume of its pod"


def claims_of(objects, name):
    return {
        claim["metadata"]["name"]
        for workload in workloads(objects)
        if name.startswith(name_of(workload) + ",")
        for claim in workload["spec"].get("volumeClaimTemplates", [])
    }
