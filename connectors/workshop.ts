import type { Truth } from '../playground/truth.ts';
import type { Example } from './example.ts';
import { type Expectation, everythingTwice, firstEverythingThen } from './expectation.ts';

/** How many people `/auth/api_key` shows. */
const SHOWN_PEOPLE = 20;

/** The exercises of `docs/workshop.md`, by the folder of their solution. */
export const workshopExercises: readonly Example[] = [
  {
    path: exercise('1_hello'),
    needs: [],
    configuration: () => ({}),
    expects: () => everythingTwice({ hello: 1 }),
  },
  {
    path: exercise('2_with_a_key'),
    needs: ['api'],
    configuration: ({ endpoints: { api } }) => ({
      base_url: api.url,
      api_key: api.credentials.apiKey,
    }),
    expects: ({ records }) => everythingTwice({ user: Math.min(SHOWN_PEOPLE, records) }),
  },
  {
    path: exercise('3_every_page'),
    needs: ['api'],
    configuration: apiAddress,
    expects: ({ records }) => everythingTwice({ user: records }),
  },
  {
    path: exercise('4_only_what_changed'),
    needs: ['api'],
    configuration: apiAddress,
    expects: allThenAtMostTheNewest,
  },
  {
    path: exercise('5_parents_and_children'),
    needs: ['api'],
    configuration: apiAddress,
    expects: () =>
      firstEverythingThen({ company: 2, department: 8 }, { company: [0, 2], department: [0, 8] }),
  },
  {
    path: exercise('6_through_a_bastion'),
    needs: ['bastion', 'postgres'],
    configuration: ({ endpoints: { bastion, postgres: database } }) => ({
      ssh_host: bastion.host,
      ssh_port: String(bastion.port),
      ssh_user: bastion.password.user,
      ssh_password: bastion.password.password,
      database_host: 'db.private.internal',
      database_port: '5432',
      database: database.database,
      user: database.reader.user,
      password: database.reader.password,
    }),
    expects: () => firstEverythingThen({ sample_users: 2500 }, { sample_users: [0, 1] }),
  },
  {
    path: exercise('7_with_failures'),
    needs: ['api'],
    configuration: apiAddress,
    expects: allThenAtMostTheNewest,
    note: 'Try it where things go wrong: playground test --only 16,28,30,31,33.',
  },
];

function exercise(name: string): string {
  return `workshop/solutions/${name}`;
}

function apiAddress({ endpoints: { api } }: Parameters<Example['configuration']>[0]) {
  return { base_url: api.url };
}

/** The newest person may come again: some endpoints include the instant that they are asked for, some do not. */
function allThenAtMostTheNewest({ records }: Truth): Expectation {
  return firstEverythingThen({ user: records }, { user: [0, Math.min(1, records)] });
}
