import { table } from '../core/table.ts';
import { manifestOf, type ServiceName, type StartedEndpoints } from '../playground/index.ts';

/** What is shown at the start: every endpoint and credential, and commands to copy. */
export async function banner(endpoints: StartedEndpoints): Promise<string> {
  const running = Object.keys(endpoints) as ServiceName[];
  const banners = await Promise.all(running.map((name) => bannerOf(name, endpoints)));
  const rows = banners.flatMap((each) => each?.rows ?? []);
  const chapters = [
    ...banners.flatMap((each) => each?.chapter ?? []),
    ...(rows.length > 0 ? [table(['Source', 'Address', 'Credentials'], rows)] : []),
  ];
  const lines = banners.flatMap((each) => each?.lines ?? []);
  return `${chapters.map((chapter) => `${chapter}\n`).join('')}${lines.map((line) => `${line}\n`).join('')}\n`;
}

function bannerOf<Name extends ServiceName>(name: Name, { [name]: endpoints }: StartedEndpoints) {
  return endpoints === undefined ? undefined : manifestOf(name).banner(endpoints);
}
