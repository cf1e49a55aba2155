import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import type { Configuration, Example } from '../../connectors/example.ts';
import { addressIn } from '../../core/place.ts';
import type { EndpointsByService } from '../../playground/manifests.ts';

/** What the SDK calls its connection on a developer's machine. */
const CONNECTION = 'http://api.fivetran.com/v1/connections/test_connection_id';

interface Connection {
  readonly data: { readonly config: { readonly secrets_list: readonly Secret[] } };
}

interface Secret {
  readonly key: string;
  readonly value: unknown;
}

/**
 * What connectors have set in the configuration of their connection through the API of Fivetran, which would hand it
 * to their next sync: here that is a stand-in behind the gateway.
 */
export async function handedBack({ gateway }: Partial<EndpointsByService>): Promise<Configuration> {
  if (!gateway) return {};
  const headers = { Host: 'api.fivetran.com', Authorization: 'Basic cGxheWdyb3VuZDo=' };
  const { data } = await new Promise<Connection>((resolve, reject) => {
    request({ ...addressIn(gateway.url), path: CONNECTION, headers }, (answer) =>
      resolve(json(answer) as Promise<Connection>),
    )
      .on('error', reject)
      .end();
  });
  return Object.fromEntries(data.config.secrets_list.map(({ key, value }) => [key, String(value)]));
}

/** Of the public examples only one speaks to Fivetran. All share one stand-in, so the others are not given its values. */
export function isHandedBack(example: Example | undefined): boolean {
  return example?.reaches?.includes('api.fivetran.com') ?? true;
}
