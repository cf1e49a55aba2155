import type { Sdk } from './find-sdk.ts';

/** Packages of the index whose modules have another name, as far as the public examples import them. */
const PACKAGES: Readonly<Record<string, string>> = {
  azure: 'azure-identity and azure-keyvault',
  dateutil: 'python-dateutil',
  gnupg: 'python-gnupg',
  psycopg2: 'psycopg2-binary',
  snowflake: 'snowflake-connector-python',
};

/** When a log says that a module was not there: which package brings it, and to where. */
export function missingModule(log: string, { python }: Sdk): string | undefined {
  const [, name] = /No module named '([\w.]+)'/.exec(log) ?? [];
  if (name === undefined) return undefined;
  const [top = name] = name.split('.');
  return `it imports ${name}, which ${python} does not have. Install ${PACKAGES[top] ?? top}: ${python} -m pip install ${PACKAGES[top] ?? top}`;
}
