import path from 'node:path';
import type { Service } from '../../core/service.ts';
import type { CommonSettings, Making } from '../manifest.ts';
import type { Offered } from '../offer.ts';
import { embeddedBastion } from './embedded.ts';
import type { BastionEndpoints } from './endpoints.ts';
import type { BastionCredentials } from './settings.ts';
import type { BastionTarget } from './targets.ts';

export function create(making: Making<CommonSettings, BastionCredentials>): Service<BastionEndpoints> {
  const { settings, credentials, port, offers } = making;
  const { host, journal, faults, clock, logger } = settings;
  return embeddedBastion({
    ...{ host, port, journal, faults, clock, logger, ...credentials },
    directory: path.join(settings.directory, 'bastion'),
    targets: targetsOf(offers),
  });
}

/** Where tunnels may lead. The first of each name and port counts: a service's own address may be one of its names. */
export function targetsOf(offers: readonly Offered[]): BastionTarget[] {
  const targets = new Map<string, BastionTarget>();
  for (const { tunnels = [], service } of offers) {
    for (const target of tunnels) {
      const name = `${target.host}:${target.port}`;
      if (!targets.has(name)) targets.set(name, { ...target, service });
    }
  }
  return [...targets.values()];
}
