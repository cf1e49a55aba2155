import { Turns } from '../../../core/turns.ts';
import type { Dataset } from '../../../fixtures/dataset.ts';
import type { ExportBucket } from './export-bucket.ts';
import { CHANGES, HOUR, type HourlyObjects, hourlyObjects, isChangesKey, KEPT } from './hourly-objects.ts';

/**
 * Writes what a living world exports, and deletes what is too old, as a program would that runs at every full hour. What a
 * client wrote under one of these keys stays as it is; a file of changes that a client deleted stays deleted until the next
 * start.
 *
 * Of many hours at once only what the last one leaves is written. What fails half-way is written by the next move, to
 * whatever hour that is.
 */
export class Exporter {
  readonly #bucket: ExportBucket;
  readonly #dataset: Dataset;
  /** The last hour that was exported since the start, a reset or a failure. */
  #reached = Number.NEGATIVE_INFINITY;
  /** A reset while the clock moves waits for it. */
  readonly #turns = new Turns();

  constructor(bucket: ExportBucket, dataset: Dataset) {
    this.#bucket = bucket;
    this.#dataset = dataset;
  }

  /** Goes on to an instant (ms since 1970). */
  moveTo(time: number): Promise<void> {
    return this.#turns.take(() => this.#moveTo(time));
  }

  /** Goes to an instant after `restore` has brought the store back to what it was. */
  beginAgain(time: number, restore: () => Promise<void> | void): Promise<void> {
    return this.#turns.take(async () => {
      this.#reached = Number.NEGATIVE_INFINITY;
      await restore();
      await this.#moveTo(time);
    });
  }

  async #moveTo(time: number): Promise<void> {
    const hour = Math.floor(time / HOUR) * HOUR;
    if (hour === this.#reached || !(await this.#bucket.exists())) return;
    // A clock that did not get where this one was goes on from before it.
    const reached = hour > this.#reached ? this.#reached : Number.NEGATIVE_INFINITY;
    this.#reached = Number.NEGATIVE_INFINITY;
    const wanted = hourlyObjects(this.#dataset, time);
    await this.#deleteOthers(new Set(wanted.flatMap(({ keys }) => keys)), hour);
    for (const objects of wanted) if (objects.writtenAt > reached) await this.#write(objects);
    this.#reached = hour;
  }

  async #write(objects: HourlyObjects): Promise<void> {
    const { keys, writtenAt } = objects;
    const stale = new Set<string>();
    for (const key of keys) if (await this.#isStale(key, writtenAt)) stale.add(key);
    if (stale.size === 0) return;
    for (const object of await objects.make()) {
      // A client may have written there by now.
      if (stale.has(object.key) && (await this.#isStale(object.key, writtenAt)))
        await this.#bucket.write(object, writtenAt);
    }
  }

  async #isStale(key: string, writtenAt: number): Promise<boolean> {
    const found = await this.#bucket.find(key);
    return found === undefined || (found !== 'no export' && found !== writtenAt);
  }

  async #deleteOthers(wanted: ReadonlySet<string>, hour: number): Promise<void> {
    for (const key of await this.#bucket.keys(CHANGES)) {
      if (!isChangesKey(key) || wanted.has(key)) continue;
      const writtenAt = await this.#bucket.find(key);
      if (typeof writtenAt === 'number') await this.#bucket.remove(key, Math.min(hour, writtenAt + KEPT));
    }
  }
}
