import { type Clock, systemClock } from '../../core/clock.ts';
import { Journal } from '../../core/control/journal.ts';
import { journalSizeFrom } from '../../core/control/journal-size.ts';
import { EnvironmentSettings } from '../../core/env.ts';
import { FaultPlan } from '../../core/faults/fault-plan.ts';
import { type Logger, silentLogger } from '../../core/logger.ts';
import type { MaxStartups } from '../../core/pending-logins.ts';
import type { Address } from '../../core/place.ts';
import { type BastionTarget, parseTargets } from './targets.ts';

export interface BastionLimits {
  /** Connections at once that have logged in; the next one is told so and closed. */
  readonly connections: number;
  /** Connections at once that have not logged in; see {@link MaxStartups}. */
  readonly maxStartups: MaxStartups;
  /** Bytes that a client may send before it has logged in. */
  readonly loginBytes: number;
  /** Tunnels at once in one connection, those that are still being connected among them. */
  readonly tunnels: number;
  /** Tunnels at once of one user, over all connections. */
  readonly tunnelsOfUser: number;
  /** Failed logins in one connection before it is ended. */
  readonly failedLogins: number;
  /** How long a client may take from connecting to being logged in. */
  readonly loginGraceMs: number;
  /** How long a target may take to accept. */
  readonly connectMs: number;
  /** The bastion asks a silent client for a sign of life this often, and ends it after three without one. */
  readonly keepAliveMs: number;
  /** How many events the journal keeps; older ones make room. */
  readonly journalEvents: number;
}

export interface BastionOptions extends Address {
  /** Host keys and user keys are made here at the first start and kept for later ones. */
  readonly directory: string;
  readonly targets: readonly BastionTarget[];
  readonly password: { readonly user: string; readonly password: string };
  readonly key: { readonly user: string; readonly passphrase: string };
  readonly limits: BastionLimits;
  /** Where what clients do is noted. Default: one of its own. */
  readonly journal: Journal;
  /** What goes wrong on purpose. Default: one of its own, which is empty. */
  readonly faults: FaultPlan;
  readonly clock: Clock;
  /** Chooses who makes room while not all places are taken: 0 to 1 (exclusive). */
  readonly random: () => number;
  readonly logger: Logger;
}

/** Six failed logins are what OpenSSH's sshd allows (MaxAuthTries). `openssh/sshd_config` says the same in its words. */
export const defaultBastionLimits: BastionLimits = {
  connections: 256,
  maxStartups: { start: 128, rate: 30, full: 256 },
  loginBytes: 262_144,
  tunnels: 256,
  tunnelsOfUser: 1_024,
  failedLogins: 6,
  loginGraceMs: 30_000,
  connectMs: 10_000,
  keepAliveMs: 15_000,
  journalEvents: 1_000,
};

export const defaultBastionOptions: Omit<BastionOptions, 'journal' | 'faults'> = {
  host: '127.0.0.1',
  port: 2222,
  directory: '.playground/bastion',
  targets: [],
  password: { user: 'playground', password: 'playground-ssh-password' },
  key: { user: 'playground-key', passphrase: 'playground-ssh-passphrase' },
  limits: defaultBastionLimits,
  clock: systemClock,
  random: Math.random,
  logger: silentLogger,
};

/**
 * Reads `PLAYGROUND_BASTION_HOST`, `…_PORT`, `…_DIRECTORY`, `…_USER`, `…_PASSWORD`, `…_KEY_USER`, `…_PASSPHRASE` and
 * `…_TARGETS` (see {@link parseTargets}), and `PLAYGROUND_JOURNAL_SIZE`.
 */
export function bastionOptionsFromEnv(env: NodeJS.ProcessEnv, logger: Logger = silentLogger): BastionOptions {
  const settings = new EnvironmentSettings(env, logger);
  const { host, port, directory, password, key } = defaultBastionOptions;
  return {
    ...defaultBastionOptions,
    journal: new Journal(journalSizeFrom(env)),
    faults: new FaultPlan(),
    host: settings.text('PLAYGROUND_BASTION_HOST', host),
    port: settings.integer('PLAYGROUND_BASTION_PORT', port),
    directory: settings.text('PLAYGROUND_BASTION_DIRECTORY', directory),
    targets: parseTargets(settings.text('PLAYGROUND_BASTION_TARGETS', '')),
    password: {
      user: settings.text('PLAYGROUND_BASTION_USER', password.user),
      password: settings.text('PLAYGROUND_BASTION_PASSWORD', password.password),
    },
    key: {
      user: settings.text('PLAYGROUND_BASTION_KEY_USER', key.user),
      passphrase: settings.text('PLAYGROUND_BASTION_PASSPHRASE', key.passphrase),
    },
  };
}
