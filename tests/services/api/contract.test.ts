import { embeddedApi } from '../../../services/api/embedded.ts';
import { describeServiceContract } from '../../contract/service-contract.ts';

describeServiceContract('api', {
  create: () => embeddedApi({ port: 0 }),
  connect: ({ url }) => fetch(`${url}/_playground/health`),
  read: async ({ url }) => {
    const journal = await fetch(`${url}/_playground/journal`);
    const people = await fetch(`${url}/incremental/timestamp`);
    const answer = [await journal.json(), await people.json()];
    await fetch(`${url}/_playground/reset`, { method: 'POST' });
    return answer;
  },
});
