import { table } from '../core/table.ts';
import { type StartedEndpoints, startedServices } from '../playground/manifests.ts';

/** What is shown at the start: every endpoint and credential, and commands to copy. */
export async function banner(started: StartedEndpoints): Promise<string> {
  const banners = await Promise.all(
    startedServices(started).map(({ manifest, endpoints }) => manifest.banner(endpoints)),
  );
  const rows = banners.flatMap((each) => each.rows);
  const chapters = [
    ...banners.flatMap((each) => each.chapter ?? []),
    ...(rows.length > 0 ? [table(['Source', 'Address', 'Credentials'], rows)] : []),
  ];
  const lines = banners.flatMap((each) => each.lines);
  return `${chapters.map((chapter) => `${chapter}\n`).join('')}${lines.map((line) => `${line}\n`).join('')}\n`;
}
