import { replaceFile } from '../core/replace-file.ts';
import type { Exchange } from './exchange.ts';
import { maskExchange } from './mask/mask-exchange.ts';
import { parseRecordedHost, type RecordedHost } from './recorded-host.ts';
import { type Creator, presentHar } from './write/present-har.ts';

const MiB = 1024 * 1024;

/** What a recording may hold. Bytes are those of bodies, unpacked. */
export interface RecordingBounds {
  readonly bodyBytes: number;
  readonly allBytes: number;
  readonly exchanges: number;
}

const BOUNDS: RecordingBounds = { bodyBytes: 32 * MiB, allBytes: 128 * MiB, exchanges: 100_000 };

/** What hosts are asked and answer, kept in memory without its secrets until it is written to a file. */
export class Recording {
  readonly hosts: readonly RecordedHost[];
  readonly bounds: RecordingBounds;
  readonly #creator: Creator;
  readonly #exchanges: Exchange[] = [];
  readonly #leftOut: string[] = [];
  readonly #pending = new Set<Promise<void>>();
  #bytes = 0;

  /**
   * @param hosts which hosts, as `playground record --host` has them: `api.example.com`, `*.example.com`, or
   * `api.example.com=127.0.0.1:3000` for one that is elsewhere
   * @throws PlaygroundError `ERR_BAD_OPTION` for what is none
   */
  constructor(hosts: readonly string[], creator: Creator, bounds: Partial<RecordingBounds> = {}) {
    this.hosts = hosts.map(parseRecordedHost);
    this.bounds = { ...BOUNDS, ...bounds };
    this.#creator = creator;
  }

  /** How many exchanges there are. */
  get size(): number {
    return this.#exchanges.length;
  }

  /** What was answered and is not in the recording, each with the reason. At most 100 are told. */
  get leftOut(): readonly string[] {
    return this.#leftOut;
  }

  /** Keeps an exchange that is still being unpacked, or takes note why it is not kept. {@link settle} waits for it. */
  take(what: string, exchange: () => Promise<Exchange>): void {
    const taking = exchange()
      .then((whole) => this.add(whole))
      .catch((error: Error) => this.leaveOut(what, error.message))
      .finally(() => this.#pending.delete(taking));
    this.#pending.add(taking);
  }

  /** Resolves when everything that was answered is kept. */
  async settle(): Promise<void> {
    await Promise.all(this.#pending);
  }

  /** Keeps an exchange without its secrets. */
  add(exchange: Exchange): void {
    const bytes = exchange.request.body.length + (exchange.response.body?.length ?? 0);
    const whyNot = this.#whyFull(bytes);
    if (whyNot !== undefined) {
      this.leaveOut(nameOf(exchange.request), whyNot);
      return;
    }
    this.#bytes += bytes;
    this.#exchanges.push(maskExchange(exchange));
  }

  #whyFull(bytes: number): string | undefined {
    const { allBytes, exchanges } = this.bounds;
    if (this.size >= exchanges) return `a recording has at most ${exchanges} exchanges`;
    if (this.#bytes + bytes <= allBytes) return undefined;
    return `the bodies of a recording have at most ${allBytes} bytes together`;
  }

  /** Takes note of an exchange that is not kept. */
  leaveOut(what: string, why: string): void {
    if (this.#leftOut.length < 100) this.#leftOut.push(`${what}: ${why}`);
  }

  /** The text of the HAR file, exchanges in the order in which they began. */
  toHar(): string {
    return presentHar(
      this.#creator,
      this.#exchanges.toSorted((one, other) => one.startedAt - other.startedAt),
    );
  }

  /** Writes the HAR file in one step: there is the old file, or the whole new one. @throws Error of the file system */
  writeTo(file: string): void {
    replaceFile(file, this.toHar(), { mode: 0o600 });
  }
}

function nameOf({ method, url }: Exchange['request']): string {
  return `${method} ${url.split('?', 1)[0]}`;
}
