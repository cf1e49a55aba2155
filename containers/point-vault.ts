import type { StartedEndpoints } from '../playground/manifests.ts';
import { offersOf } from '../playground/offers.ts';
import { signIn } from '../services/key-vault/client.ts';
import type { HostView } from './host-view.ts';

/**
 * Tells the vault where the database is for programs outside of the container. Only when the container runs is it
 * known under which port that is, so the secrets that it was started with name the address inside.
 */
export async function pointVault({ inside, endpoints }: HostView): Promise<void> {
  const vault = endpoints['key-vault'];
  const before = secretsOf(inside);
  const changed = Object.entries(secretsOf(endpoints)).filter(([name, value]) => before[name] !== value);
  if (!vault || changed.length === 0) return;
  const client = await signIn(vault);
  for (const [name, value] of changed)
    await client.ask(`keep ${name}`, 'PUT', `/secrets/${name}?api-version=7.4`, { value });
}

function secretsOf(endpoints: StartedEndpoints): Readonly<Record<string, string>> {
  return Object.assign({}, ...offersOf(endpoints).map(({ secrets }) => secrets));
}
