import { readFileSync } from 'node:fs';
import { integerFrom, textFrom } from '../../core/env.ts';
import { PlaygroundError } from '../../core/playground-error.ts';
import { createDataset, DEFAULT_DATASET } from '../../fixtures/index.ts';
import { defaultGatewayOptions, type GatewayOptions } from './options.ts';
import { parseUpstreams } from './parse-upstreams.ts';
import { standIns } from './stand-ins/stand-ins.ts';

/**
 * Reads `GATEWAY_HOST`, `GATEWAY_PORT`, `GATEWAY_UPSTREAMS` (see {@link parseUpstreams}), `GATEWAY_ALLOWED_HOSTS`
 * (`a.com,*.b.com`), `PLAYGROUND_SEED`, `PLAYGROUND_RECORDS` and the paths `GATEWAY_KEY_FILE`, `GATEWAY_CERT_FILE`
 * and `GATEWAY_CA_FILE`. No service can make a certificate for itself, so this one was made beforehand and names
 * every host.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` naming the variable
 */
export function gatewayOptionsFromEnv(env: NodeJS.ProcessEnv): GatewayOptions {
  const certificate = { key: fileFrom(env, 'GATEWAY_KEY_FILE'), cert: fileFrom(env, 'GATEWAY_CERT_FILE') };
  return {
    ...defaultGatewayOptions,
    host: textFrom(env, 'GATEWAY_HOST', defaultGatewayOptions.host),
    port: integerFrom(env, 'GATEWAY_PORT', defaultGatewayOptions.port),
    dataset: createDataset({
      seed: integerFrom(env, 'PLAYGROUND_SEED', DEFAULT_DATASET.seed),
      records: integerFrom(env, 'PLAYGROUND_RECORDS', DEFAULT_DATASET.records),
    }),
    issue: async () => certificate,
    caFile: textFrom(env, 'GATEWAY_CA_FILE', ''),
    clientCa: fileFrom(env, 'GATEWAY_CA_FILE'),
    standIns,
    upstreams: parseUpstreams(textFrom(env, 'GATEWAY_UPSTREAMS', '')),
    allowedHosts: textFrom(env, 'GATEWAY_ALLOWED_HOSTS', '')
      .split(',')
      .map((host) => host.trim())
      .filter((host) => host !== ''),
  };
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
