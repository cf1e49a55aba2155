/** An answer that a client did not expect. */
export class UnexpectedStatus extends Error {
  readonly status: number;

  constructor(url: string, status: number) {
    super(`${url} answered ${status}`);
    this.status = status;
  }
}

/** Asks for JSON as connectors do: parameters in the query, an exception for any status but success. */
export async function fetchJson<Body>(
  url: string,
  parameters: Readonly<Record<string, string | number>> = {},
  init: RequestInit = {},
): Promise<Body> {
  const target = new URL(url);
  for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, String(value));
  const response = await fetch(target, init);
  if (!response.ok) throw new UnexpectedStatus(target.href, response.status);
  return (await response.json()) as Body;
}
