/**
 * What a service of a playground lends to those of the same name in its further worlds: a server that they share. It is
 * the same object in the settings of all worlds, and outlives a service that is made again.
 */
export class Lending {
  readonly #lent = new Map<string, unknown>();

  /** @param make what is lent, asked for once; every call for a service must expect the same type */
  of<Lent>(service: string, make: () => Lent): Lent {
    const lent = this.#lent.has(service) ? (this.#lent.get(service) as Lent) : make();
    this.#lent.set(service, lent);
    return lent;
  }
}
