import type { Stats } from 'node:fs';
import { dirname } from 'node:path';
import { PlaygroundError } from '../../../core/playground-error.ts';
import { kindOf } from './file-kind.ts';

/** Why the store's folder is not used as it is, as sentences for whoever starts the service. */

export function noFolder(directory: string, cause: unknown): PlaygroundError {
  return new PlaygroundError(
    'ERR_SERVICE_FAILED',
    `s3 cannot use ${directory}: ${reasonOf(cause)}. Move what is there away, or name another folder by S3_DIRECTORY.`,
    { cause },
  );
}

export function foreignKind(path: string, expected: string, stats: Stats): PlaygroundError {
  return new PlaygroundError(
    'ERR_SERVICE_FAILED',
    `s3 does not use ${path}: it must be ${expected}, but is ${kindOf(stats)}. Move it away, or put ${expected} in its place; to keep objects elsewhere, name the whole folder by S3_DIRECTORY.`,
  );
}

export function cannotRead(path: string, cause: unknown): PlaygroundError {
  return new PlaygroundError(
    'ERR_SERVICE_FAILED',
    `s3 cannot read ${path}: ${reasonOf(cause)}. Make it readable, or move it away; the next start then seeds anew.`,
    { cause },
  );
}

export function foreignVersion(path: string, version: unknown): PlaygroundError {
  return new PlaygroundError(
    'ERR_SERVICE_FAILED',
    `s3 cannot read ${path}: it has version ${JSON.stringify(version)} of its format, and only version 1 is known here. Use the release that wrote it, or move ${dirname(path)} away; the next start then seeds anew.`,
  );
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String((cause as { message?: unknown })?.message ?? cause);
}
