import type { Row } from '../../../../fixtures/table.ts';
import type { Contact } from '../../../../fixtures/tables/contacts.ts';
import type { CompanyRecord } from '../../../../fixtures/tables/customer-relations.ts';

export const PORTAL_ID = 1;

type Properties = Readonly<Record<string, { readonly value: string }>>;

/**
 * A contact in the form of the contact lists, version 1. Columns that only a living world has are properties of the same
 * names; a property without a value is left out.
 */
export function presentContact(contact: Contact, wanted: readonly string[]): unknown {
  const {
    contact_id: vid,
    person_id,
    first_name,
    last_name,
    email,
    company,
    job,
    list_id: _list,
    created_at,
    updated_at,
    ...further
  } = contact;
  const addedAt = Date.parse(created_at);
  const values: Readonly<Record<string, string>> = {
    firstname: first_name,
    lastname: last_name,
    company,
    ...(updated_at !== null && { lastmodifieddate: String(Date.parse(updated_at)) }),
    email,
    jobtitle: job,
    createdate: String(addedAt),
    ...textsOf(further),
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
          { type: 'EMAIL', value: email, timestamp: addedAt, 'is-primary': true },
          { type: 'LEAD_GUID', value: person_id, timestamp: addedAt },
        ],
      },
    ],
    'merge-audits': [],
  };
}

function textsOf(row: Row): Readonly<Record<string, string>> {
  const held = Object.entries(row).filter(([, value]) => value !== null);
  return Object.fromEntries(held.map(([name, value]) => [name, String(value)]));
}

/** A company in the form of the companies API, version 2, with only the properties asked for. */
export function presentCompany(company: CompanyRecord, wanted: readonly string[]): unknown {
  const timestamp = Date.parse(company.updated_at);
  const values: Readonly<Record<string, string>> = {
    name: company.name,
    domain: company.domain,
    createdate: String(Date.parse(company.created_at)),
    hs_lastmodifieddate: String(timestamp),
  };
  const shown = wanted.filter((name) => Object.hasOwn(values, name));
  return {
    portalId: PORTAL_ID,
    companyId: company.company_id,
    isDeleted: false,
    properties: Object.fromEntries(
      shown.map((name) => [name, { value: values[name], timestamp, source: 'CRM_UI', sourceId: null }]),
    ),
    additionalDomains: [],
    stateChanges: [],
    mergeAudits: [],
  };
}
