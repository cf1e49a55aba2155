/** What an UNLOAD asks for (https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html). */
export interface UnloadStatement {
  readonly query: string;
  readonly bucket: string;
  /** What the keys of all its files begin with. */
  readonly prefix: string;
  readonly authorization: Authorization;
  /** Of the bucket; the object store's own when it is left out. */
  readonly region: string | undefined;
  readonly format: Format;
  /** Of names: `0000_part_00` for the first slice of a cluster, or `000`. */
  readonly isParallel: boolean;
  readonly maxFileBytes: number;
  readonly hasManifest: boolean;
  readonly onExisting: 'refuse' | 'overwrite' | 'remove';
}

/** An IAM role stands for the keys that the proxy was given; the client may also give its own. */
export type Authorization = { readonly kind: 'role' } | ({ readonly kind: 'keys' } & AccessKeys);

export interface AccessKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | undefined;
}

export type Format = { readonly kind: 'parquet' } | TextFormat;

export interface TextFormat {
  readonly kind: 'csv' | 'text';
  /** One character. */
  readonly delimiter: string;
  readonly hasHeader: boolean;
  readonly nullText: string;
  /** Only of `text`. */
  readonly hasQuotes: boolean;
  readonly hasEscapes: boolean;
}
