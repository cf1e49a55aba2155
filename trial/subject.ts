import type { EndpointsByService } from '../playground/manifests.ts';
import type { Destination } from '../verify/destination.ts';
import type { VerifyFile } from '../verify/mapping/verify-file.ts';

/** What a connector under trial reads. */
export interface Source {
  readonly endpoints: Partial<EndpointsByService>;
  /** Where its keys and certificates are. */
  readonly directory: string;
  /** Aborted when the sync is ended as by SIGKILL. */
  readonly signal: AbortSignal;
  /** Waits, in the time of the world: its clock moves on instead. */
  wait(ms: number): Promise<void>;
}

/** A connector under trial, with what it has written and what it keeps from one sync to the next. */
export interface Subject extends AsyncDisposable {
  /** What is known of its tables, as `verify.yaml` has it. Default: they are found by their values. */
  readonly mapping?: VerifyFile;
  /**
   * One sync. It rejects when the connector reports a failure, and when its signal is aborted: then nothing that it has not
   * checkpointed may be left.
   */
  sync(source: Source): Promise<void>;
  /** What it has written, opened for reading. */
  destination(): Promise<Destination>;
  /** The size of what it keeps from one sync to the next, in bytes; undefined where nobody knows. */
  stateSize(): Promise<number | undefined>;
}

/** Makes a connector that has never synced. */
export type MakeSubject = () => Promise<Subject>;
