import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedBastion, embeddedBastion } from '../../../services/bastion/embedded.ts';
import type { BastionEndpoints } from '../../../services/bastion/endpoints.ts';
import {
  type BastionLimits,
  type BastionOptions,
  defaultBastionLimits,
} from '../../../services/bastion/options.ts';

export interface StartedBastion extends AsyncDisposable {
  readonly service: EmbeddedBastion;
  readonly endpoints: BastionEndpoints;
  readonly directory: string;
}

/** A bastion on a free port, with keys in a folder that goes when the bastion goes. */
export async function startBastion({
  limits,
  ...options
}: Partial<Omit<BastionOptions, 'limits'>> & {
  limits?: Partial<BastionLimits>;
} = {}): Promise<StartedBastion> {
  const directory = await mkdtemp(join(tmpdir(), 'bastion-'));
  const service = embeddedBastion({
    port: 0,
    directory,
    ...options,
    limits: { ...defaultBastionLimits, ...limits },
  });
  const endpoints = await service.start();
  return {
    service,
    endpoints,
    directory,
    [Symbol.asyncDispose]: async () => {
      await service.stop();
      await rm(directory, { recursive: true });
    },
  };
}
