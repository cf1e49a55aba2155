import type { ChecksumAlgorithm } from '../checksum/algorithms.ts';
import type { ChecksumType } from '../checksum/multipart-checksum.ts';

/** The version id of an object in a bucket that keeps no versions. */
export const NULL_VERSION = 'null';
/** The parts of an upload are numbered from 1 to this ("Amazon S3 multipart upload limits"). */
export const MOST_PARTS = 10_000;

export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly type: ChecksumType;
  /** Base64, with `-N` behind it when composite. */
  readonly value: string;
}

/** Bytes on disk: one whole blob file. */
export interface StoredBytes {
  readonly blob: string;
  readonly sizeBytes: number;
}

/** A piece of an object, or of one that is still being uploaded. */
export interface Part extends StoredBytes {
  /** 1 to {@link MOST_PARTS}. */
  readonly number: number;
  /** The MD5 of its bytes, in hex. */
  readonly etag: string;
  /** In Base64, by the algorithm of the whole. */
  readonly checksum?: string;
  /** ms since 1970. */
  readonly lastModified: number;
}

/** What a client says about an object when it stores it. */
export interface ObjectDescription {
  /** The headers that come back with the object, by lower-case name: `content-type`, `cache-control`, … */
  readonly headers: Readonly<Record<string, string>>;
  /** User metadata, by name without `x-amz-meta-`. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/** One version of one object, or a mark that says it was deleted. */
export interface ObjectVersion extends ObjectDescription {
  readonly key: string;
  readonly versionId: string;
  readonly isDeleteMarker: boolean;
  /** ms since 1970. */
  readonly lastModified: number;
  /** Without quotes. */
  readonly etag: string;
  readonly sizeBytes: number;
  /** In order; an object made of an upload keeps its parts, numbered from 1. */
  readonly content: readonly StoredBytes[];
  /** The upload that the object was made of. */
  readonly uploadId?: string;
  readonly checksum?: Checksum;
  /** Whether the playground wrote it at a full hour of a living world, and not a client. */
  readonly isExport?: boolean;
  /** The checksums of the parts of `content`, where the upload had them. */
  readonly partChecksums?: readonly string[];
}

/** An object that arrives in parts. */
export interface Upload extends ObjectDescription {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  /** ms since 1970. */
  readonly initiated: number;
  readonly checksum?: Pick<Checksum, 'algorithm' | 'type'>;
}

/** How many pieces of the store's memory a version takes: one for each stored part. */
export function weightOf({ content }: ObjectVersion): number {
  return Math.max(1, content.length);
}
