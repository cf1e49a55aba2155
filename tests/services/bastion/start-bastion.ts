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
import { echo, startTarget, type TcpTarget } from './tcp-target.ts';

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

export interface EchoingBastion extends StartedBastion {
  readonly target: TcpTarget;
}

/** A bastion with one target, `db.private.internal:5432`, that sends back what it gets. */
export async function startEchoingBastion(): Promise<EchoingBastion> {
  const target = await startTarget(echo);
  const bastion = await startBastion({ targets: [target.target] });
  return {
    ...bastion,
    target,
    [Symbol.asyncDispose]: async () => {
      await bastion[Symbol.asyncDispose]();
      await target[Symbol.asyncDispose]();
    },
  };
}
