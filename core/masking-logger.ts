import { type LogFields, type Logger, silentLogger } from './logger.ts';
import { maskSecretsInText } from './mask-secrets.ts';

/** Loggers that mask, and each without the masking. */
const masking = new WeakMap<Logger, Logger>();

/**
 * Passes events on with every text in their fields masked. Code that takes a logger from outside wraps it once, so that
 * no call has to think of it, and a logger that says nothing costs nothing.
 */
export function maskingLogger(logger: Logger): Logger {
  if (logger === silentLogger || masking.has(logger)) return logger;
  const masked: Logger = (event, fields) => logger(event, maskFields(fields));
  masking.set(masked, logger);
  return masked;
}

/** Options of a service, whose logger masks, and says which service speaks. */
export function withServiceLogger<Options extends { readonly logger: Logger }>(
  service: string,
  options: Options,
): Options {
  return { ...options, logger: serviceLogger(service, options.logger) };
}

/**
 * The same logger without the masking, for those fields alone that were masked when they were noted. Looking through
 * them once more for every request would cost more than all else of its line.
 */
export function loggerOfMasked(logger: Logger): Logger {
  return masking.get(logger) ?? logger;
}

/** Hands events on as those of a service, masked. */
function serviceLogger(service: string, logger: Logger): Logger {
  if (logger === silentLogger) return logger;
  return loggerWith({ service }, logger);
}

/** Hands events on with further fields, masked. */
export function loggerWith(further: LogFields, logger: Logger): Logger {
  const masked = maskingLogger(logger);
  const spoken: Logger = (event, fields) => masked(event, { ...further, ...fields });
  masking.set(spoken, loggerOfMasked(masked));
  return spoken;
}

function maskFields(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? maskSecretsInText(value) : value,
    ]),
  );
}
