import type { CompanyRecord, Contact } from '../../../../fixtures/tables/customer-relations.ts';

export const PORTAL_ID = 1;

type Properties = Readonly<Record<string, { readonly value: string }>>;

/** A contact in the form of the contact lists, version 1. */
export function presentContact(contact: Contact, wanted: readonly string[]): unknown {
  const { contact_id: vid, email } = contact;
  const addedAt = Date.parse(contact.created_at);
  const values: Readonly<Record<string, string>> = {
    firstname: contact.first_name,
    lastname: contact.last_name,
    company: contact.company,
    lastmodifieddate: String(Date.parse(contact.updated_at)),
    email,
    jobtitle: contact.job,
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
          { type: 'EMAIL', value: email, timestamp: addedAt, 'is-primary': true },
          { type: 'LEAD_GUID', value: contact.person_id, timestamp: addedAt },
        ],
      },
    ],
    'merge-audits': [],
  };
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
