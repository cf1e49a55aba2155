import { convicting } from '../../trial/convicting.ts';
import type { Reads } from '../../trial/reads.ts';
import type { TryIn } from '../../trial/shrink/search.ts';
import { shrink } from '../../trial/shrink/shrink.ts';
import type { Reproduction, TrialFinding, TriedScenario } from '../../trial/verdict.ts';
import { writtenScenario } from '../../trial/written-scenario.ts';
import { writeFound } from './found-file.ts';

interface Smallest {
  /** Into which scenarios are written. */
  readonly folder: string;
  /** In how many scenarios each is looked for. */
  readonly mostTries: number;
  /** How a file in it is named and run. */
  reproductionOf(file: string): Reproduction;
  /** Is told what became of each. */
  write(line: string): void;
}

/** The same with the smallest scenario that shows it for each finding that convicts, written into a file. */
export async function withSmallest(
  tried: TriedScenario,
  tryIn: TryIn,
  { places }: Reads,
  { folder, mostTries, reproductionOf, write }: Smallest,
): Promise<TriedScenario> {
  const { scenario, verdict } = tried;
  if (!('findings' in verdict)) return tried;
  const wanted = convicting(tried);
  const findings: TrialFinding[] = [];
  for (const finding of verdict.findings)
    findings.push(wanted.includes(finding) ? await withReproduction(finding) : finding);
  return { ...tried, verdict: { ...verdict, findings } };

  async function withReproduction(finding: TrialFinding): Promise<TrialFinding> {
    const shrunk = await shrink(scenario, finding, tryIn, { places, mostTries });
    if (shrunk === undefined) {
      write(`${finding.id} was not found again in the same scenario, so no smaller one was looked for\n`);
      return finding;
    }
    const { tries, isSmallest } = shrunk;
    const text = writtenScenario(shrunk.scenario, saysOf(shrunk.finding));
    const reproduction = reproductionOf(await writeFound(folder, finding.id, text));
    const more = isSmallest ? '' : ', the most that there may be: a smaller one may show it, too';
    write(`${finding.id} is shown by ${reproduction.scenario}, after ${tries} tries${more}\n`);
    return { ...finding, reproduce: { ...reproduction, tries, isSmallest } };
  }
}

/** The same in every run, so that the same scenario is the same file. */
function saysOf({ table, cause, verdict }: TrialFinding): string {
  return `${cause}${table === undefined ? '' : ` in ${table}`}, ${verdict}`;
}
