import { expect, it } from '@jest/globals';
import { standIn } from '../../../examples/stand-in.ts';
import { startGateway } from './start-gateway.ts';

it.each([
  ['/v1/forecasts/Denver', 200, { city: 'Denver', degrees: 4 }],
  ['/v1/forecasts/Atlantis', 404, { error: 'No forecast for Atlantis' }],
  ['/v2', 404, { error: 'There is nothing at /v2' }],
])('the stand-in of the examples answers %s with %i', async (path, status, body) => {
  await using gateway = await startGateway({ standIns: [standIn] });
  const answer = await gateway.client.ask(`https://api.forecasts.example${path}`);
  expect([answer.status, answer.json()]).toEqual([status, body]);
});
