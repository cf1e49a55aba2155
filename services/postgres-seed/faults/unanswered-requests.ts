/** Counts what the server has to say ReadyForQuery to. */
export class UnansweredRequests {
  /** The startup is one. */
  #count = 1;
  #lastWasSync = false;
  /** A client copies rows into the server, which takes no notice of Sync meanwhile. */
  #isCopying = false;
  readonly #whenNone: Array<() => void> = [];

  /** @param type the letter of a message from the client */
  asked(type: string | undefined): void {
    if (type === 'c' || type === 'f') this.#isCopying = false;
    if (type !== 'Q' && (type !== 'S' || this.#isCopying)) return;
    this.#count += 1;
    this.#lastWasSync = type === 'S';
  }

  /** The server has said ReadyForQuery. */
  answered(): void {
    this.#count = Math.max(0, this.#count - 1);
    if (this.#count === 0) this.forget();
  }

  /** Nobody waits for answers any more. */
  forget(): void {
    this.#count = 0;
    for (const resolve of this.#whenNone.splice(0)) resolve();
  }

  /** The server has said CopyInResponse: a Sync that was sent with the statement counts for nothing. */
  copies(): void {
    this.#isCopying = true;
    if (this.#lastWasSync) this.#count -= 1;
    this.#lastWasSync = false;
  }

  /** Resolves when there is none, or nobody waits. */
  none(): Promise<void> {
    return this.#count === 0 ? Promise.resolve() : new Promise((resolve) => this.#whenNone.push(resolve));
  }
}
