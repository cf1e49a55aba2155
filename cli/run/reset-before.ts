import { servicesOf } from '../../connectors/example.ts';
import type { ServiceName } from '../../playground/manifests.ts';
import { resetStarted, resettableIn } from '../../playground/reset-started.ts';
import type { Connector } from './run-connector.ts';
import type { Workbench } from './workbench.ts';

/**
 * Brings what a connector uses back to the data of the start, so that what it finds does not depend on what was run
 * before. It is not known which services a connector uses that is not a public example, so its user's data stays unchanged; only
 * what others have told the stand-ins behind the gateway is forgotten.
 */
export async function resetBefore(
  { example }: Connector,
  { endpoints, ...by }: Pick<Workbench, 'endpoints' | 'controlUrl' | 'holderUrl'>,
): Promise<void> {
  const used: readonly ServiceName[] = example ? servicesOf(example) : ['gateway'];
  const running = resettableIn(endpoints).filter((service) => used.includes(service));
  if (running.length > 0) await resetStarted(endpoints, running, by);
}
