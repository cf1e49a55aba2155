import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../../core/wait-until.ts';
import type { EndpointsByService, ServiceName } from '../../../playground/manifests.ts';
import { createProxyClient } from '../../support/proxy-client.ts';
import { apiQuestions } from '../questions/api.ts';
import { bastionQuestions } from '../questions/bastion.ts';
import { databaseQuestions } from '../questions/database.ts';
import { gatewayQuestions } from '../questions/gateway.ts';
import { keyVaultQuestions } from '../questions/key-vault.ts';
import type { Question } from '../questions/question.ts';
import { redshiftQuestions } from '../questions/redshift.ts';
import { s3Questions } from '../questions/s3.ts';
import { type ComposeProject, startComposeProject } from '../support/compose-project.ts';
import { loadOf } from './load.ts';

let project: ComposeProject;

beforeAll(async () => {
  project = await startComposeProject();
});
afterAll(async () => {
  await project?.[Symbol.asyncDispose]();
});

/** A container, and what is asked of the source in it: all to see that nothing is lost, one to keep it busy. */
interface Source {
  readonly container: string;
  seeded(): Promise<unknown>;
  ask(): Promise<unknown>;
}

function source<Name extends ServiceName>(
  container: string,
  service: Name,
  questions: readonly Question<EndpointsByService[Name]>[],
  busyWith: string,
): Source {
  const answerTo = async (wanted: readonly Question<EndpointsByService[Name]>[]): Promise<unknown[]> => {
    const answers: unknown[] = [];
    // One after the other: a bastion lets in only so many who have not logged in yet.
    for (const [what, ask] of wanted) answers.push([what, await ask(project.endpoints[service])]);
    return answers;
  };
  return {
    container,
    seeded: () => answerTo(questions),
    ask: () => answerTo(questions.filter(([what]) => what === busyWith)),
  };
}

/** Companies change from one request to the next, as in life. */
function isSeeded([what]: Question<EndpointsByService['api']>): boolean {
  return !what.startsWith('/cursors/');
}

/** The question of the same name takes an error for an answer. */
async function askThroughGateway(): Promise<unknown> {
  await using client = createProxyClient(project.endpoints.gateway.url);
  return client.ask('http://swapi.dev/api/people/1');
}

const SOURCES: readonly Source[] = [
  source('api', 'api', apiQuestions.filter(isSeeded), '/pagination/keyset'),
  source('postgres', 'postgres', databaseQuestions, 'what the reader sees'),
  source('bastion', 'bastion', bastionQuestions, 'the API at 127.0.0.1:5005'),
  source('s3', 's3', s3Questions, 'the buckets'),
  source('key-vault', 'key-vault', keyVaultQuestions, 'a request without a token'),
  { ...source('gateway', 'gateway', gatewayQuestions, ''), ask: askThroughGateway },
  source('redshift', 'redshift', redshiftQuestions, 'testers.customers'),
];

interface Fault {
  readonly what: string;
  begin(container: string): Promise<unknown>;
  end(container: string): Promise<unknown>;
}

/** The engine cannot freeze a container in which a health check begins at that moment. */
const pause = (container: string): Promise<unknown> =>
  waitUntil(
    'a frozen container',
    () =>
      project.compose('pause', container).then(
        () => true,
        (error: Error) => {
          if (!error.message.includes('unable to freeze')) throw error;
          return false;
        },
      ),
    PATIENT,
  );

const FAULTS: readonly Fault[] = [
  {
    what: 'is killed',
    begin: (container) => project.compose('kill', '--signal', 'SIGKILL', container),
    end: (container) => project.compose('start', container),
  },
  {
    // Nobody starts it again but the engine.
    what: 'dies of an error',
    begin: (container) => project.crash(container),
    end: async () => undefined,
  },
  {
    what: 'is paused',
    begin: pause,
    end: (container) => project.compose('unpause', container),
  },
  {
    // The one by which this machine reaches it.
    what: 'loses its network',
    begin: (container) => project.changeNetwork('disconnect', 'outside', container),
    end: (container) => project.changeNetwork('connect', 'outside', container),
  },
];

describe.each(SOURCES)('when $container', ({ container, seeded, ask }) => {
  it.each(FAULTS)('$what, clients get an error, then answers again, and nothing is lost', async (fault) => {
    const before = await seeded();
    const load = loadOf(ask);
    await waitUntil('a first answer', () => load.answers > 0, PATIENT);
    await fault.begin(container);
    const answersBefore = load.answers;
    try {
      await waitUntil('an error', () => load.errors.length > 0, PATIENT);
    } finally {
      await fault.end(container);
    }
    await waitUntil('answers', () => load.answers > answersBefore + 5, PATIENT);
    await load.stop();

    expect(load.errors.map(wordsOf)).not.toContain('');
    expect(await seeded()).toEqual(before);
  });
});

const PATIENT = { timeoutMs: 60_000 };

/** What a client was told, in words. Node's own errors are not `instanceof Error` in every realm. */
function wordsOf(error: unknown): string {
  const { message = '', errors = [] } = error as { message?: string; errors?: readonly unknown[] };
  return [message, ...errors.map(wordsOf)].join(' ').trim();
}
