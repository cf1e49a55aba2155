import { fileURLToPath } from 'node:url';

/** Which service a thrown object came out of, as far as it was seen. */
const seen = new WeakMap<object, string>();
/** Folders of code that a service was given, by the start of their file names in a stack. */
const given = new Map<string, string>();

const ROOT = new URL('../../', import.meta.url);

/**
 * Notes that an error escaped from a service, so that the code which catches it in the end knows.
 *
 * @returns the error itself; what is no object is wrapped, because nothing can be noted of it
 */
export function blame(thrown: unknown, service: string): object {
  const error =
    typeof thrown === 'object' && thrown !== null ? thrown : new Error(String(thrown), { cause: thrown });
  if (!seen.has(error)) seen.set(error, service);
  return error;
}

/** From now on a service answers for the code below a folder: that of a stand-in somebody gave to the gateway. */
export function blameCodeIn(folder: string, service: string): void {
  given.set(folder, service);
}

/** What is to be done about an uncaught error depends on this alone. */
export type Culprit =
  | { readonly service: string }
  /** Code of this project that belongs to no service: nothing can be relied upon any more. */
  | 'ours'
  /** No frame of this project, for example a connection without an error listener. */
  | 'nobody';

/** Whose an uncaught error is: noted by {@link blame}, else by the first frame of its stack that tells. */
export function culpritOf(error: unknown): Culprit {
  const noted = typeof error === 'object' && error !== null ? seen.get(error) : undefined;
  if (noted !== undefined) return { service: noted };
  const frames = stackOf(error)
    .split('\n')
    .filter((line) => line.startsWith('    at '));
  for (const frame of frames) {
    const service = serviceIn(frame);
    if (service !== undefined) return { service };
  }
  return frames.some(isOurs) ? 'ours' : 'nobody';
}

/** The stack as text, which anything may pretend to have; empty when there is none. */
export function stackOf(error: unknown): string {
  const { stack } = (error ?? {}) as { stack?: unknown };
  return typeof stack === 'string' ? stack : '';
}

/** In a stack modules are URLs, or paths where a test runner loaded them. */
function serviceIn(frame: string): string | undefined {
  for (const services of [new URL('services/', ROOT).href, fileURLToPath(new URL('services/', ROOT))]) {
    const at = frame.indexOf(services);
    if (at !== -1) return /^[^/\\]+(?=[/\\])/.exec(frame.slice(at + services.length))?.[0];
  }
  if (isOurs(frame)) return undefined;
  return [...given].find(([folder]) => frame.includes(folder))?.[1];
}

function isOurs(frame: string): boolean {
  return [ROOT.href, fileURLToPath(ROOT)].some(
    (root) =>
      frame.includes(root) && !frame.slice(frame.indexOf(root) + root.length).includes('node_modules'),
  );
}
