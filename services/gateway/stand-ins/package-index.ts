import type { StandIn } from '../stand-in.ts';

const PROJECT = 'fivetran_connector_sdk';
/** Version 3.0.0 is what the public examples were tried with; a newer one would make the SDK ask for an update. */
const VERSION = '3.0.0';

/**
 * The package index as far as the Connector SDK asks it at each start: the newest version of itself, and
 * whether imports of the project are known. It knows no other project, and serves no packages.
 */
export const packageIndex: StandIn = {
  // The index has moved once; whoever still asks at its old name is answered too.
  hosts: ['pypi.*'],
  summary: 'PyPI: the version of fivetran_connector_sdk',
  source: 'https://peps.python.org/pep-0691/',
  mount(router) {
    router.get('/pypi/:project/json', (ctx) => {
      // PEP 503: case, hyphens, underscores and dots make no difference in a project's name.
      const name = (ctx.params['project'] ?? '').toLowerCase().replaceAll(/[-_.]+/g, '_');
      if (name !== PROJECT) {
        ctx.status = 404;
        ctx.body = { message: 'Not Found' };
        return;
      }
      ctx.body = {
        info: {
          name: PROJECT,
          version: VERSION,
          yanked: false,
          yanked_reason: null,
        },
        last_serial: 1,
        releases: { [VERSION]: [] },
        urls: [],
        vulnerabilities: [],
      };
    });
  },
  notFound: () => ({ message: 'Not Found' }),
};
