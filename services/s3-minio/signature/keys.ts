/** The one pair of keys that this service knows. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}
