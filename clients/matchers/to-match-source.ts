import { PlaygroundError } from '../../core/playground-error.ts';
import { openDestination } from '../../verify/destinations/open-destination.ts';
import { presentText } from '../../verify/report/present-text.ts';
import type { VerifyReport } from '../../verify/report/report.ts';
import { type VerifyOptions, verify } from '../../verify/verify.ts';
import { readVerifyFile, verifyFolder } from '../../verify/verify-folder.ts';
import { type NamedDestination, requireDestination } from './destination.ts';
import type { MatcherOutcome } from './outcome.ts';
import { factsOf } from './source.ts';

const DEFAULT_PYTHON = process.platform === 'win32' ? 'python' : 'python3';

/**
 * Whether a destination has what its source had when the last sync looked at it.
 *
 * @throws PlaygroundError where nothing could be compared, with `.not` too: what cannot be compared does not differ
 */
export async function toMatchSource(received: unknown, source: unknown): Promise<MatcherOutcome> {
  const report = await reportOn(requireDestination(received), source);
  if (report.result === 'nothing to compare')
    throw new PlaygroundError('ERR_CANNOT_COMPARE', presentText(report).trimEnd());
  const pass = report.result === 'equal';
  const head = `The destination ${pass ? 'matches' : 'does not match'} its source.`;
  return { pass, message: () => `${head}\n\n${presentText(report)}` };
}

async function reportOn(named: NamedDestination, source: unknown): Promise<VerifyReport> {
  const { kind, place, python = DEFAULT_PYTHON, tables, config } = named;
  const { world, now, asked } = await factsOf(source);
  const file = config === undefined ? undefined : await readConfig(config);
  const options: VerifyOptions = {
    ...{ world, now, journal: { entries: async () => asked } },
    ...(file && { file }),
    ...(tables && { tables }),
  };
  if (kind === 'project') return verifyFolder(place, python, options);
  await using destination = await openDestination({ kind, place, python });
  return await verify(destination, options);
}

async function readConfig(config: string) {
  const file = await readVerifyFile(config);
  if (file) return file;
  throw new PlaygroundError('ERR_BAD_OPTION', `There is no file ${config}. Check 'config' of destination().`);
}
