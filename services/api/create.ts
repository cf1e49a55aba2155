import type { Service } from '../../core/service.ts';
import type { Making } from '../manifest.ts';
import type { ApiCredentials } from './credentials.ts';
import { embeddedApi } from './embedded.ts';
import type { ApiEndpoints } from './endpoints.ts';
import { defaultRateLimit } from './options.ts';
import type { ApiSettings } from './settings.ts';

export function create({
  settings,
  credentials,
  port,
}: Making<ApiSettings, ApiCredentials>): Service<ApiEndpoints> {
  const { host, serverNames, dataset, rateLimit, journal, faults, clock, realClock, logger } = settings;
  return embeddedApi({
    world: { name: settings.worldName, doors: settings.doors },
    ...{ host, port, serverNames, dataset, credentials, journal, faults, clock, realClock, logger },
    ...(rateLimit && { rateLimit: { ...defaultRateLimit, ...rateLimit } }),
  });
}
