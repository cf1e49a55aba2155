import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ServiceName } from '../../playground/manifests.ts';
import { findReads } from '../../trial/find-reads.ts';
import { withKnown } from '../../trial/known.ts';
import { runTrial } from '../../trial/run-trial.ts';
import type { Scenario } from '../../trial/scenario.ts';
import type { Sources } from '../../trial/trial-world.ts';
import type { TriedScenario } from '../../trial/verdict.ts';
import { projectSubject, type TriedProject } from './project-subject.ts';

/** As its documentation has it; many connectors have it written in them. */
const API_PORT = 5001;
const WITH_ADDRESSES = /\.(py|json)$/;

/**
 * Tries a project in scenarios, one after the other, each in a world of its own.
 *
 * @param onEnd is given each as it ends
 * @throws Error what the connector says when it fails in a world in which nothing goes wrong; the signal's reason
 */
export async function runScenarios(
  project: TriedProject,
  scenarios: readonly Scenario[],
  services: readonly ServiceName[],
  onEnd: (tried: TriedScenario) => void,
): Promise<readonly TriedScenario[]> {
  const isFixed = await namesPort(project.folder);
  const sources: Sources = { services, ...(isFixed && { ports: { api: API_PORT } }) };
  const make = () => projectSubject(project);
  const reads = await findReads(make, sources);
  const all: TriedScenario[] = [];
  for (const scenario of scenarios) {
    const verdict = await runTrial(scenario, make, { reads, sources });
    // One that was interrupted has a failed sync as its verdict, which is not the connector's failure.
    project.signal.throwIfAborted();
    const tried = withKnown(scenario, verdict, project.known);
    onEnd(tried);
    all.push(tried);
  }
  return all;
}

/** Whether a project has the port of the API written in it, so that its worlds must have it there. */
async function namesPort(folder: string): Promise<boolean> {
  const files = (await readdir(folder)).filter((file) => WITH_ADDRESSES.test(file));
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
  return texts.some((text) => text.includes(`:${API_PORT}`));
}
