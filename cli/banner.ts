import { table } from '../core/table.ts';
import { type StartedEndpoints, startedServices } from '../playground/manifests.ts';

/** What is shown at the start: every endpoint and credential, and commands to copy. */
export async function banner(started: StartedEndpoints, controlUrl: string): Promise<string> {
  const banners = await Promise.all(
    startedServices(started).map(({ manifest, endpoints }) => manifest.banner(endpoints)),
  );
  const rows = [
    ...banners.flatMap((each) => each.rows),
    ['Playground itself', controlUrl, 'None, for programs on this machine'] as const,
  ];
  const chapters = [
    ...banners.flatMap((each) => each.chapter ?? []),
    table(['Source', 'Address', 'Credentials'], rows),
  ];
  const lines = [...banners.flatMap((each) => each.lines), `curl ${controlUrl}/_playground/journal`];
  return `${chapters.map((chapter) => `${chapter}\n`).join('')}${lines.map((line) => `${line}\n`).join('')}\n`;
}
