/** What the server's log shows of a parameter at most, in bytes (`log_parameter_max_length`). */
const LONGEST = 256;
const TEXT = 0;
const NULL = -1;
/** What Node.js says where a buffer has no such bytes. */
const SHORT: readonly (string | undefined)[] = ['ERR_OUT_OF_RANGE', 'ERR_BUFFER_OUT_OF_BOUNDS'];

/**
 * The values that a Bind message gives a statement, as the server's log has them: `$1 = '42', $2 = NULL`; undefined where it
 * gives none, or one that is not sent as text.
 *
 * @param body of the message, behind the names of portal and statement
 * @see https://www.postgresql.org/docs/17/protocol-message-formats.html#PROTOCOL-MESSAGE-FORMATS-BIND
 */
export function boundParameters(body: Buffer): string | undefined {
  try {
    return parametersIn(body);
  } catch (error) {
    // A message that is shorter than it says is the server's to refuse.
    if (SHORT.includes((error as NodeJS.ErrnoException).code)) return undefined;
    throw error;
  }
}

function parametersIn(body: Buffer): string | undefined {
  let place = 0;
  const int16 = (): number => {
    place += 2;
    return body.readInt16BE(place - 2);
  };
  const formats = Array.from({ length: int16() }, int16);
  const count = int16();
  if (count === 0 || formats.some((format) => format !== TEXT)) return undefined;
  const shown: string[] = [];
  for (let number = 1; number <= count; number += 1) {
    const length = body.readInt32BE(place);
    place += 4;
    shown.push(`$${number} = ${length === NULL ? 'NULL' : quoted(body.subarray(place, place + length))}`);
    place += Math.max(0, length);
  }
  return shown.join(', ');
}

function quoted(value: Buffer): string {
  const text = value.toString('utf8', 0, LONGEST).replaceAll("'", "''");
  return `'${text}${value.length > LONGEST ? '...' : ''}'`;
}
