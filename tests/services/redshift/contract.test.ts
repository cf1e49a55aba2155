import { afterAll, beforeAll } from '@jest/globals';
import { embeddedRedshift } from '../../../services/redshift/embedded.ts';
import { describeServiceContract } from '../../contract/service-contract.ts';
import { type Behind, rowsOf, startBehind } from './with-door.ts';

let behind: Behind;

beforeAll(async () => {
  behind = await startBehind();
});

afterAll(() => behind.stop());

describeServiceContract('redshift', {
  create: () => embeddedRedshift({ ...behind.required, port: 0 }),
  read: (endpoints) => rowsOf(endpoints, 'SELECT * FROM testers.customers ORDER BY 1'),
  connect: (endpoints) => rowsOf(endpoints, 'SELECT 1'),
});
