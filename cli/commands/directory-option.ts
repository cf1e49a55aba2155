import { Option } from 'commander';

/** Shared by every command that looks at a playground. */
export function directoryOption(): Option {
  return new Option(
    '--directory <folder>',
    'where data, keys and certificates are kept (default: PLAYGROUND_DIRECTORY, or .playground)',
  );
}
