import { afterAll, beforeAll } from '@jest/globals';
import { type Authority, openAuthority } from '../../../authority/open-authority.ts';
import { embeddedGateway } from '../../../services/gateway/embedded.ts';
import { describeServiceContract } from '../../contract/service-contract.ts';
import { createProxyClient } from '../../support/proxy-client.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { sampleStandIn } from './sample-stand-in.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let authority: Authority;

beforeAll(async () => {
  directory = await temporaryDirectory();
  authority = await openAuthority(directory.path);
});

afterAll(async () => {
  await directory[Symbol.asyncDispose]();
});

/** Each call is a visit, which the stand-in counts. */
async function visit(url: string): Promise<unknown> {
  await using client = createProxyClient(url, { ca: authority.caCertificate });
  return (await client.ask('https://api.sample.test/visits')).json();
}

describeServiceContract('gateway', {
  create: () =>
    embeddedGateway({
      port: 0,
      standIns: [sampleStandIn],
      issue: async (host) => authority.issue([host]),
      caFile: authority.caCertificatePath,
      clientCa: authority.caCertificate,
    }),
  connect: ({ url }) => fetch(`${url}/_playground/health`),
  read: async ({ url }) => {
    const journal = await fetch(`${url}/_playground/journal`);
    const { total } = (await journal.json()) as { total: number };
    return { total };
  },
  change: async ({ url }) => {
    await visit(url);
  },
});
