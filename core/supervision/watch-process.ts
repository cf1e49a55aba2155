/** Frames are what tells whose an error is, and ten may all be a package's. */
const FRAMES = 30;

/**
 * Reports every uncaught error in this process, including rejections; the process then does not end. Only for a
 * process that runs nothing but the playground.
 *
 * @returns ends it
 */
export function watchProcess(onUncaught: (error: unknown) => void): () => void {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = FRAMES;
  process.on('uncaughtException', onUncaught);
  process.on('unhandledRejection', onUncaught);
  return () => {
    Error.stackTraceLimit = stackTraceLimit;
    process.off('uncaughtException', onUncaught);
    process.off('unhandledRejection', onUncaught);
  };
}
