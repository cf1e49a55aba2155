import { access, constants, rm } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../core/make-folder.ts';
import { type Claim, claimOn } from './claim.ts';
import { readControlUrl } from './control/control-file.ts';
import { CONTROL_PORT } from './control/control-port.ts';
import { diagnoseAuthority } from './diagnose-authority.ts';
import { readEndpointsFile } from './endpoints-file.ts';
import type { Finding } from './finding.ts';
import { manifestOf, serviceNames } from './manifests.ts';
import { isFree } from './port.ts';
import { controlStatusOf, statusOf } from './status.ts';

const LEAST_NODE = [20, 19] as const;

/** Looks for what would keep a playground from starting in a folder, or the one that runs there from working. */
export async function diagnose(directory: string, host: string): Promise<Finding[]> {
  const claim = await claimOn(directory);
  return [
    nodeVersion(process.versions.node),
    await folder(directory),
    presentClaim(directory, claim),
    await diagnoseAuthority(directory),
    ...(claim.owner === undefined ? await usualPorts(host) : await runningServices(directory)),
  ];
}

function nodeVersion(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const well = major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
  return {
    subject: 'Node.js',
    well,
    state: version,
    ...(!well && { remedy: `Install Node.js ${LEAST_NODE.join('.')} or later.` }),
  };
}

async function folder(directory: string): Promise<Finding> {
  const subject = `folder ${directory}`;
  const existing = await access(directory).then(
    () => true,
    () => false,
  );
  try {
    const made = existing ? undefined : await makeFolder(directory);
    await access(directory, constants.W_OK);
    if (made !== undefined) await rm(made, { recursive: true });
    return { subject, well: true, state: existing ? 'exists and is writable' : 'can be created' };
  } catch (error) {
    return {
      subject,
      well: false,
      state: (error as Error).message,
      remedy: 'Choose another with --directory.',
    };
  }
}

function presentClaim(directory: string, { owner, killed, damage }: Claim): Finding {
  const subject = 'playground here';
  if (owner !== undefined) return { subject, well: true, state: `runs as process ${owner}` };
  if (killed !== undefined) {
    const state = `process ${killed} was killed; the next start takes over what it left`;
    return { subject, well: true, state };
  }
  if (damage === undefined) return { subject, well: true, state: 'is not running' };
  const file = path.join(directory, 'playground.pid');
  return {
    subject,
    well: false,
    state: `is unknown: ${file} ${damage}`,
    remedy: `If none runs, remove ${file}.`,
  };
}

function usualPorts(host: string): Promise<Finding[]> {
  const control = { service: 'control', documentedPort: CONTROL_PORT, portIsFixed: false };
  const services = serviceNames.map((service) => ({ service, portIsFixed: false, ...manifestOf(service) }));
  return Promise.all(
    [...services, control].map(async ({ service, documentedPort, portIsFixed }) => {
      const free = await isFree(host, documentedPort);
      const remedy = portIsFixed
        ? `Stop the program that has it, or start with --port.`
        : 'No action is needed: the next free port is used.';
      return {
        subject: `port ${documentedPort} (${service})`,
        well: free || !portIsFixed,
        state: free ? 'is free' : 'is taken',
        ...(!free && { remedy }),
      };
    }),
  );
}

async function runningServices(directory: string): Promise<Finding[]> {
  const services = [
    ...(await statusOf(await readEndpointsFile(directory))),
    ...(await controlStatusOf(await readControlUrl(directory))),
  ];
  return services.map(({ service, url, answers }) => ({
    subject: service,
    well: answers,
    state: answers ? `answers at ${url}` : `does not answer at ${url}`,
    ...(!answers && { remedy: 'Stop the playground and start it again.' }),
  }));
}
