import { embeddedApi } from '../../../services/api/embedded.ts';
import { describeServiceContract } from '../../contract/service-contract.ts';
import { api } from '../../contract/subjects/api.ts';

describeServiceContract('api', {
  create: () => embeddedApi({ port: 0 }),
  ...api,
});
