import { afterAll, beforeAll } from '@jest/globals';
import { embeddedRedshift } from '../../../services/redshift/embedded.ts';
import { describeServiceContract } from '../../contract/service-contract.ts';
import { redshift } from '../../contract/subjects/redshift.ts';
import { type Behind, startBehind } from './with-door.ts';

let behind: Behind;

beforeAll(async () => {
  behind = await startBehind();
});

afterAll(() => behind.stop());

describeServiceContract('redshift', {
  create: () => embeddedRedshift({ ...behind.required, port: 0 }),
  ...redshift,
});
