import { readFileSync } from 'node:fs';
import { Journal } from '../../core/control/journal.ts';
import { journalSizeFrom } from '../../core/control/journal-size.ts';
import { serverNamesFrom } from '../../core/control/server-names-from.ts';
import { integerFrom, textFrom } from '../../core/env.ts';
import { PlaygroundError } from '../../core/playground-error.ts';
import { createDataset, DEFAULT_DATASET } from '../../fixtures/dataset.ts';
import { defaultGatewayOptions, type GatewayOptions } from './options.ts';
import { parseUpstreams } from './parse-upstreams.ts';
import { postgresQuery } from './snowflake/postgres-query.ts';
import { snowflakeStandIn } from './snowflake/snowflake-stand-in.ts';
import type { StandIn } from './stand-in.ts';
import { standIns } from './stand-ins/stand-ins.ts';

/**
 * Reads `GATEWAY_HOST`, `GATEWAY_PORT`, `GATEWAY_DRAIN_MS`, `PLAYGROUND_SERVER_NAMES`, `GATEWAY_UPSTREAMS` (see {@link parseUpstreams}), `GATEWAY_ALLOWED_HOSTS`
 * (`a.com,*.b.com`), `PLAYGROUND_JOURNAL_SIZE`, `PLAYGROUND_SEED`, `PLAYGROUND_RECORDS` and the paths `GATEWAY_KEY_FILE`, `GATEWAY_CERT_FILE`
 * and `GATEWAY_CA_FILE`. No service can make a certificate for itself, so this one was made beforehand and names
 * every host.
 *
 * With `GATEWAY_HTTP_PORT` and `GATEWAY_HTTPS_PORT` it also answers clients who know of no proxy. With
 * `GATEWAY_SNOWFLAKE_DATABASE_URL` it answers for Snowflake from that PostgreSQL, to `GATEWAY_SNOWFLAKE_USER` with
 * `GATEWAY_SNOWFLAKE_PASSWORD`.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` naming the variable
 */
export function gatewayOptionsFromEnv(env: NodeJS.ProcessEnv): GatewayOptions {
  const certificate = { key: fileFrom(env, 'GATEWAY_KEY_FILE'), cert: fileFrom(env, 'GATEWAY_CERT_FILE') };
  return {
    ...defaultGatewayOptions,
    host: textFrom(env, 'GATEWAY_HOST', defaultGatewayOptions.host),
    port: integerFrom(env, 'GATEWAY_PORT', defaultGatewayOptions.port),
    serverNames: serverNamesFrom(env),
    journal: new Journal(journalSizeFrom(env)),
    drainMs: integerFrom(env, 'GATEWAY_DRAIN_MS', defaultGatewayOptions.drainMs),
    dataset: createDataset({
      seed: integerFrom(env, 'PLAYGROUND_SEED', DEFAULT_DATASET.seed),
      records: integerFrom(env, 'PLAYGROUND_RECORDS', DEFAULT_DATASET.records),
    }),
    issue: async () => certificate,
    caFile: textFrom(env, 'GATEWAY_CA_FILE', ''),
    clientCa: fileFrom(env, 'GATEWAY_CA_FILE'),
    standIns: [...standIns, ...snowflakeFrom(env)],
    ...directPortsFrom(env),
    upstreams: parseUpstreams(textFrom(env, 'GATEWAY_UPSTREAMS', '')),
    allowedHosts: textFrom(env, 'GATEWAY_ALLOWED_HOSTS', '')
      .split(',')
      .map((host) => host.trim())
      .filter((host) => host !== ''),
  };
}

function directPortsFrom(env: NodeJS.ProcessEnv): Pick<GatewayOptions, 'direct'> {
  const http = integerFrom(env, 'GATEWAY_HTTP_PORT', -1);
  const https = integerFrom(env, 'GATEWAY_HTTPS_PORT', -1);
  if (http === -1 && https === -1) return {};
  if (http >= 0 && https >= 0) return { direct: { http, https } };
  const missing = http === -1 ? 'GATEWAY_HTTP_PORT' : 'GATEWAY_HTTPS_PORT';
  throw new PlaygroundError('ERR_BAD_OPTION', `${missing} is missing: set both ports, or neither.`);
}

function snowflakeFrom(env: NodeJS.ProcessEnv): StandIn[] {
  const url = textFrom(env, 'GATEWAY_SNOWFLAKE_DATABASE_URL', '');
  if (url === '') return [];
  const user = textFrom(env, 'GATEWAY_SNOWFLAKE_USER', '');
  const password = textFrom(env, 'GATEWAY_SNOWFLAKE_PASSWORD', '');
  return [snowflakeStandIn({ query: postgresQuery(url), credentials: { user, password } })];
}

function fileFrom(env: NodeJS.ProcessEnv, variable: string): string {
  const path = textFrom(env, variable, '');
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      `${variable} must be the path of a PEM file, but is '${path}'.`,
      { cause },
    );
  }
}
