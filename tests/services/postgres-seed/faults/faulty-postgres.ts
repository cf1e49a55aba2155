import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { openAuthority } from '../../../../authority/open-authority.ts';
import { Journal } from '../../../../core/control/journal.ts';
import { presentEntry } from '../../../../core/control/present-entry.ts';
import { FaultPlan } from '../../../../core/faults/fault-plan.ts';
import { parseFaults } from '../../../../core/faults/parse-fault.ts';
import { Undo } from '../../../../core/undo.ts';
import { WorldClock } from '../../../../core/world-clock.ts';
import { createDataset } from '../../../../fixtures/index.ts';
import { credentialsOfWorld, fixedCredentials } from '../../../../services/postgres-seed/credentials.ts';
import { embeddedPostgres } from '../../../../services/postgres-seed/embedded.ts';
import type { PostgresEndpoints } from '../../../../services/postgres-seed/endpoints.ts';
import { SharedServer } from '../../../../services/postgres-seed/worlds/shared-server.ts';
import { worldDatabase } from '../../../../services/postgres-seed/worlds/world-database.ts';
import { temporaryFolder } from '../with-postgres.ts';

/** The database of a world, in which faults can happen. */
export interface FaultyPostgres extends AsyncDisposable {
  readonly endpoints: PostgresEndpoints;
  /** The server itself. */
  readonly server: PostgresEndpoints;
  /** Of the server itself. */
  readonly serverPlan: FaultPlan;
  readonly plan: FaultPlan;
  readonly journal: Journal;
  readonly clock: WorldClock;
  /** Puts these faults in the place of those that are planned, as somebody writes them. */
  planned(...faults: readonly unknown[]): void;
  /** What the journal has of statements and connections that met faults. */
  met(): Promise<readonly Record<string, unknown>[]>;
  /** How many sessions the server has on it. */
  reset(): Promise<void>;
}

export async function startFaultyPostgres(notesStatements = true): Promise<FaultyPostgres> {
  return await Undo.onFailure(async (undo) => {
    const directory = await temporaryFolder();
    undo.defer(() => rm(directory, { recursive: true, force: true }));
    const authority = await openAuthority(directory);
    const dataset = createDataset({ world: 'living', records: 60 });
    const clock = new WorldClock({ start: dataset.anchor, rate: 0 });
    const [plan, serverPlan] = [new FaultPlan(), new FaultPlan()];
    const journal = new Journal();
    const shared = new SharedServer();
    const tls = { ...authority.issue(['127.0.0.1', 'localhost']), ca: authority.caCertificate };
    const common = { port: 0, dataset, rows: 2000, shared, worldClock: clock };
    const main = embeddedPostgres({ ...common, directory, tls, notesStatements, faults: serverPlan });
    undo.defer(() => main.stop());
    const server = await main.start();
    const world = worldDatabase({
      ...common,
      ...{ host: '127.0.0.1', world: 'w1', tls, faults: plan, journal, onProgress: () => undefined },
      credentials: credentialsOfWorld('w1', fixedCredentials),
      timeAt: (real) => real,
      logger: () => undefined,
    });
    undo.defer(() => world.stop());
    const endpoints = await world.start();
    plan.own({ clock: async (ms) => void (await clock.advance(ms)) });
    return {
      ...{ endpoints, server, plan, serverPlan, journal, clock },
      planned(...faults) {
        plan.clear();
        plan.add(...parseFaults(faults, 'plan'));
      },
      async met() {
        await world.settle();
        return journal
          .entries()
          .filter(({ fault }) => fault !== null)
          .map(presentEntry);
      },
      reset: () => world.reset(),
      [Symbol.asyncDispose]: () => undo.run(),
    };
  });
}

/** One for all tests of a file, without plans and notes of the test before. */
export function shareFaultyPostgres(use: (started: FaultyPostgres) => void): void {
  let started: FaultyPostgres | undefined;
  beforeAll(async () => {
    started = await startFaultyPostgres();
    use(started);
  });
  afterAll(async () => {
    await started?.[Symbol.asyncDispose]();
  });
  afterEach(() => {
    started?.plan.clear();
    started?.journal.clear();
  });
}
