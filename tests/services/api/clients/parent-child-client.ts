import type { Company, Department } from '../../../../fixtures/index.ts';
import { fetchJson } from './fetch-json.ts';

/** Where the next run goes on: one cursor for the parents, one for each parent's children. */
export interface Cursors {
  companies: string;
  departments: Record<string, string>;
}

export interface Synced {
  readonly companies: readonly Company[];
  readonly departments: readonly Department[];
}

/** The companies, and for each company its departments, changed since the cursors, which it moves on. */
export async function syncCompanies(baseUrl: string, cursors: Cursors): Promise<Synced> {
  const { data: companies } = await fetchJson<{ data: Company[] }>(`${baseUrl}/cursors/companies`, {
    order_by: 'updatedAt',
    order_type: 'asc',
    updated_since: cursors.companies,
  });
  const departments: Department[] = [];
  for (const { company_id } of companies) {
    const { data } = await fetchJson<{ data: Department[] }>(`${baseUrl}/cursors/${company_id}/departments`, {
      order_by: 'updatedAt',
      order_type: 'asc',
      updated_since: cursors.departments[company_id] ?? '',
    });
    departments.push(...data);
    cursors.departments[company_id] = data.at(-1)?.updatedAt ?? cursors.departments[company_id] ?? '';
  }
  cursors.companies = companies.at(-1)?.updatedAt ?? cursors.companies;
  return { companies, departments };
}
