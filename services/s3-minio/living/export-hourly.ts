import type { Undo } from '../../../core/undo.ts';
import type { WorldClock } from '../../../core/world-clock.ts';
import type { Dataset } from '../../../fixtures/dataset.ts';
import type { ExportBucket } from './export-bucket.ts';
import { Exporter } from './exporter.ts';

interface ExportedWorld {
  readonly dataset: Dataset;
  /** What the exports follow. Left out: they stay those of the anchor. */
  readonly worldClock?: WorldClock | undefined;
}

/** The exports of a bucket that go with the clock. */
export interface HourlyExports {
  /** Has `restore` bring the store back to its start, and exports again what there is now. */
  beginAgain(restore: () => Promise<void> | void): Promise<void>;
}

/** Exports a living world into a bucket, now and whenever its clock moves. */
export async function exportHourly(
  bucket: ExportBucket,
  { dataset, worldClock }: ExportedWorld,
  undo: Undo,
): Promise<HourlyExports> {
  const now = (): number => worldClock?.now() ?? dataset.anchor;
  const exporter = new Exporter(bucket, dataset);
  if (worldClock) undo.defer(worldClock.follow((_from, to) => exporter.moveTo(to)));
  await exporter.moveTo(now());
  return { beginAgain: (restore) => exporter.beginAgain(now(), restore) };
}
