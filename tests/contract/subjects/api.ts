import type { ApiEndpoints } from '../../../services/api/endpoints.ts';
import type { Behaviour } from './subject.ts';

export const api: Behaviour<ApiEndpoints> = {
  connect: ({ url }) => fetch(`${url}/_playground/health`),
  read: async ({ url }) => {
    const journal = await fetch(`${url}/_playground/journal`);
    const people = await fetch(`${url}/incremental/timestamp`);
    const answer = [await journal.json(), await people.json()];
    await fetch(`${url}/_playground/reset`, { method: 'POST' });
    return answer;
  },
};
