import type { DocumentedParameter } from '../../parameters.ts';

/** The playground's own `/_playground/*` has all services; here there is one. */
export const service: DocumentedParameter = {
  name: 'service',
  in: 'query',
  description: 'Whose: here always the API’s.',
  required: false,
  schema: { type: 'string', const: 'api' },
};
