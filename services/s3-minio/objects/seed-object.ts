/** An object of the seeded bucket, whichever store it goes to. */
export interface SeedObject {
  readonly key: string;
  readonly contentType: string;
  readonly body: string | Uint8Array;
}
