import type { People } from '../../../../fixtures/index.ts';

export const CONTACT_COUNT = 230;
export const COMPANY_COUNT = 260;
export const PORTAL_ID = 1;

type Properties = Readonly<Record<string, { readonly value: string }>>;

/** A contact in the form of the contact lists, version 1; `vid` counts from 1. */
export function presentContact(people: People, vid: number, wanted: readonly string[]): unknown {
  const person = people.at(vid - 1);
  const [firstname = '', lastname = ''] = person.name.split(' ', 2);
  const addedAt = Date.parse(person.createdAt);
  const values: Readonly<Record<string, string>> = {
    firstname,
    lastname,
    company: person.company,
    lastmodifieddate: String(Date.parse(person.updatedAt)),
    email: person.email,
    jobtitle: person.job,
    createdate: String(addedAt),
  };
  const shown = [...new Set(['firstname', 'lastname', 'company', 'lastmodifieddate', ...wanted])];
  return {
    addedAt,
    vid,
    'canonical-vid': vid,
    'merged-vids': [],
    'portal-id': PORTAL_ID,
    'is-contact': true,
    properties: Object.fromEntries(
      shown.filter((name) => Object.hasOwn(values, name)).map((name) => [name, { value: values[name] }]),
    ) as Properties,
    'form-submissions': [],
    'identity-profiles': [
      {
        vid,
        'saved-at-timestamp': addedAt,
        'deleted-changed-timestamp': 0,
        identities: [
          { type: 'EMAIL', value: person.email, timestamp: addedAt, 'is-primary': true },
          { type: 'LEAD_GUID', value: person.id, timestamp: addedAt },
        ],
      },
    ],
    'merge-audits': [],
  };
}

/** A company in the form of the companies API, version 2, with only the properties asked for. */
export function presentCompany(people: People, companyId: number, wanted: readonly string[]): unknown {
  const person = people.at(companyId - 1);
  const timestamp = Date.parse(person.updatedAt);
  const values: Readonly<Record<string, string>> = {
    name: person.company,
    domain: `company${companyId}.example.com`,
    createdate: String(Date.parse(person.createdAt)),
    hs_lastmodifieddate: String(timestamp),
  };
  const shown = wanted.filter((name) => Object.hasOwn(values, name));
  return {
    portalId: PORTAL_ID,
    companyId,
    isDeleted: false,
    properties: Object.fromEntries(
      shown.map((name) => [name, { value: values[name], timestamp, source: 'CRM_UI', sourceId: null }]),
    ),
    additionalDomains: [],
    stateChanges: [],
    mergeAudits: [],
  };
}
