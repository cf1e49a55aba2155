import { manifestOf, serviceNames } from './manifests.ts';

/**
 * What programs in other languages need to know of the services before any of them runs, as JSON: names, former names
 * and documented ports. `npm run services` writes it into the package for Python.
 */
export function servicesJson(): string {
  const services = serviceNames.map((name) => {
    const { formerNames = [], documentedPort } = manifestOf(name);
    return { name, formerNames, documentedPort };
  });
  return `${JSON.stringify(services, null, 2)}\n`;
}
