import path from 'node:path';
import { expect, it } from '@jest/globals';
import { loadStandIn } from '../../../playground/load-stand-in.ts';
import { startGateway } from './start-gateway.ts';

it.each([
  ['/v1/forecasts/Denver', 200, { city: 'Denver', degrees: 4 }],
  ['/v1/forecasts/Atlantis', 404, { error: 'No forecast for Atlantis' }],
  ['/v2', 404, { error: 'There is nothing at /v2' }],
])('the stand-in of the examples answers %s with %i', async (asked, status, body) => {
  await using gateway = await startGateway({
    standIns: [await loadStandIn(path.resolve('examples/stand-in.js'))],
  });
  const answer = await gateway.client.ask(`https://api.forecasts.example${asked}`);
  expect([answer.status, answer.json()]).toEqual([status, body]);
});
