/** Reads every person page by page, as a connector's first sync does. */
import { createPlayground } from 'connector-playground';

interface Page {
  readonly data: readonly { readonly id: string }[];
  readonly next_page_url: string | null;
}

await using playground = await createPlayground({ services: ['api'] });

const ids = new Set<string>();
let next: string | null = `${playground.endpoints.api.url}/pagination/next_page_url?per_page=50`;
while (next !== null) {
  const page = (await (await fetch(next)).json()) as Page;
  for (const { id } of page.data) ids.add(id);
  next = page.next_page_url;
}

process.stdout.write(`${ids.size} people\n`);
