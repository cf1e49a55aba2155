import type { ObjectVersion, Part, Upload } from './object-version.ts';

/**
 * All that can happen to the store. The state is what these events, in order, lead to; the event log is
 * these events, one a line.
 */
export type StoreEvent =
  | { readonly type: 'bucket-created'; readonly bucket: string; readonly createdAt: number }
  | { readonly type: 'bucket-deleted'; readonly bucket: string }
  | {
      readonly type: 'setting-changed';
      readonly bucket: string;
      readonly setting: string;
      /** Absent when the setting was removed. */
      readonly value?: string;
    }
  /** Replaces the version with the same id, if there is one; closes the upload it was made of. */
  | { readonly type: 'version-written'; readonly bucket: string; readonly version: ObjectVersion }
  /** Keeps the version's place in the history, which `version-written` does not. */
  | {
      readonly type: 'version-tagged';
      readonly bucket: string;
      readonly key: string;
      readonly versionId: string;
      readonly tags: Readonly<Record<string, string>>;
    }
  | {
      readonly type: 'version-removed';
      readonly bucket: string;
      readonly key: string;
      readonly versionId: string;
    }
  | { readonly type: 'upload-opened'; readonly upload: Upload }
  | { readonly type: 'part-written'; readonly uploadId: string; readonly part: Part }
  | { readonly type: 'upload-aborted'; readonly uploadId: string };
