/** The API of a playground, which has the clock that a living world needs, an hour after its start. */
import { createPlayground } from '../playground/index.ts';

const [world = 'still', records = '200'] = process.argv.slice(2);
const playground = await createPlayground({ services: ['api'], world, records: Number(records) });
await playground.clock.advance('1h');
process.stdout.write(`${playground.endpoints.api.url}\n`);
process.once('SIGTERM', () => void playground.stop().then(() => process.exit()));
