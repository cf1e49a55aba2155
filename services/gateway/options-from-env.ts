import { readFileSync } from 'node:fs';
import { Journal } from '../../core/control/journal.ts';
import { journalSizeFrom } from '../../core/control/journal-size.ts';
import { serverNamesFrom } from '../../core/control/server-names-from.ts';
import { EnvironmentSettings } from '../../core/env.ts';
import { FaultPlan } from '../../core/faults/fault-plan.ts';
import { type Logger, silentLogger } from '../../core/logger.ts';
import { PlaygroundError } from '../../core/playground-error.ts';
import { worldFrom } from '../world-from.ts';
import { defaultGatewayOptions, type GatewayOptions } from './options.ts';
import { parseUpstreams } from './parse-upstreams.ts';
import { postgresQuery } from './snowflake/postgres-query.ts';
import { snowflakeStandIn } from './snowflake/snowflake-stand-in.ts';
import type { StandIn } from './stand-in.ts';
import { standIns } from './stand-ins/stand-ins.ts';

/**
 * Reads `PLAYGROUND_GATEWAY_HOST`, `…_PORT`, `…_DRAIN_MS`, `…_UPSTREAMS` (see {@link parseUpstreams}), the paths
 * `…_KEY_FILE`, `…_CERT_FILE` and `…_CA_FILE`, `PLAYGROUND_ALLOWED_HOSTS` (`a.com,*.b.com`), `PLAYGROUND_SERVER_NAMES` and
 * the world (see {@link worldFrom}). No service can make a certificate for itself, so this one was made beforehand and
 * names every host.
 *
 * With `PLAYGROUND_GATEWAY_HTTP_PORT` and `…_HTTPS_PORT` it also answers clients who know of no proxy. With
 * `PLAYGROUND_GATEWAY_SNOWFLAKE_DATABASE_URL` it answers for Snowflake from that PostgreSQL, to `…_SNOWFLAKE_USER` with
 * `…_SNOWFLAKE_PASSWORD`.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` naming the variable
 */
export function gatewayOptionsFromEnv(env: NodeJS.ProcessEnv, logger: Logger = silentLogger): GatewayOptions {
  const settings = new EnvironmentSettings(env, logger);
  const certificate = {
    key: fileFrom(settings, 'PLAYGROUND_GATEWAY_KEY_FILE'),
    cert: fileFrom(settings, 'PLAYGROUND_GATEWAY_CERT_FILE'),
  };
  return {
    ...defaultGatewayOptions,
    journal: new Journal(journalSizeFrom(env)),
    faults: new FaultPlan(),
    host: settings.text('PLAYGROUND_GATEWAY_HOST', defaultGatewayOptions.host),
    port: settings.integer('PLAYGROUND_GATEWAY_PORT', defaultGatewayOptions.port),
    serverNames: serverNamesFrom(settings),
    drainMs: settings.integer('PLAYGROUND_GATEWAY_DRAIN_MS', defaultGatewayOptions.drainMs),
    ...worldFrom(settings),
    issue: async () => certificate,
    caFile: settings.text('PLAYGROUND_GATEWAY_CA_FILE', ''),
    clientCa: fileFrom(settings, 'PLAYGROUND_GATEWAY_CA_FILE'),
    standIns: [...standIns, ...snowflakeFrom(settings)],
    ...directPortsFrom(settings),
    upstreams: parseUpstreams(settings.text('PLAYGROUND_GATEWAY_UPSTREAMS', '')),
    allowedHosts: settings.list('PLAYGROUND_ALLOWED_HOSTS', 'GATEWAY_ALLOWED_HOSTS'),
  };
}

function directPortsFrom(settings: EnvironmentSettings): Pick<GatewayOptions, 'direct'> {
  const http = settings.integer('PLAYGROUND_GATEWAY_HTTP_PORT', -1);
  const https = settings.integer('PLAYGROUND_GATEWAY_HTTPS_PORT', -1);
  if (http === -1 && https === -1) return {};
  if (http >= 0 && https >= 0) return { direct: { http, https } };
  const missing = http === -1 ? 'PLAYGROUND_GATEWAY_HTTP_PORT' : 'PLAYGROUND_GATEWAY_HTTPS_PORT';
  throw new PlaygroundError('ERR_BAD_OPTION', `${missing} is missing: set both ports, or neither.`);
}

function snowflakeFrom(settings: EnvironmentSettings): StandIn[] {
  const url = settings.text('PLAYGROUND_GATEWAY_SNOWFLAKE_DATABASE_URL', '');
  if (url === '') return [];
  const user = settings.text('PLAYGROUND_GATEWAY_SNOWFLAKE_USER', '');
  const password = settings.text('PLAYGROUND_GATEWAY_SNOWFLAKE_PASSWORD', '');
  return [snowflakeStandIn({ query: postgresQuery(url), credentials: { user, password } })];
}

function fileFrom(settings: EnvironmentSettings, variable: string): string {
  const path = settings.text(variable, '');
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
