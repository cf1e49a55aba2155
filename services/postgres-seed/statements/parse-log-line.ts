/**
 * A line of the server's log. The names in JSON and their order are in PostgreSQL's documentation, "Using JSON-Format
 * Log Output".
 */
export interface LogLine {
  /** In milliseconds since 1970. */
  readonly at: number;
  /** Of all lines of one connection, and of no other. Undefined: the server itself. */
  readonly session: string;
  readonly user: string | undefined;
  readonly database: string | undefined;
  /** What is being done: the tag of a command, or `idle`, `BIND`, `authentication`, … */
  readonly doing: string;
  /** `LOG`, `ERROR`, `FATAL`, … */
  readonly severity: string;
  /** SQLSTATE of an error or a warning. */
  readonly code: string | undefined;
  readonly message: string;
  readonly detail: string | undefined;
  /** What the client had asked for when this was said. */
  readonly statement: string | undefined;
}

/**
 * Most lines of the extended protocol: Parse and Bind have one each, and say nothing that Execute does not. No text of a
 * client's can look like this: its quotes are escaped.
 */
const OF_NO_INTEREST = /"error_severity":"LOG","message":"duration: \d+\.\d+ ms {2}(?:parse|bind) /;
/** Of what comes before a message: names of users and databases have 63 bytes at most. */
const LONGEST_HEAD = 600;

/**
 * Reads a line.
 *
 * @param isWhole false: the end is missing, and with it the end of the last text and what came after it
 * @returns undefined for what is no line of this log, or of no interest
 */
export function parseLogLine(line: string, isWhole: boolean): LogLine | undefined {
  if (OF_NO_INTEREST.test(line.slice(0, LONGEST_HEAD))) return undefined;
  const fields = isWhole ? parseObject(line) : parseBeginning(line);
  if (!fields) return undefined;
  const { timestamp, user, dbname, session_id, ps, error_severity, state_code, message, detail, statement } =
    fields;
  const at = Date.parse(String(timestamp).replace(' UTC', 'Z').replace(' ', 'T'));
  if (Number.isNaN(at)) return undefined;
  return {
    at,
    session: textOr('', session_id),
    user: textOr(undefined, user),
    database: textOr(undefined, dbname),
    doing: textOr('', ps),
    severity: textOr('', error_severity),
    code: textOr(undefined, state_code),
    message: textOr('', message),
    detail: textOr(undefined, detail),
    statement: textOr(undefined, statement),
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** Long is only a text, so the line ends within one; or, hardly ever, behind it or within what stands between two. */
function parseBeginning(line: string): Fields | undefined {
  const isEscaping = /(?:^|[^\\])(?:\\\\)*(\\(?:u[\da-f]{0,3})?)$/i.exec(line.slice(-64));
  const text = line.slice(0, line.length - (isEscaping?.[1]?.length ?? 0));
  return (
    parseObject(`${text}"}`) ??
    parseObject(`${text.replace(/,$/, '')}}`) ??
    parseObject(`${text.slice(0, text.lastIndexOf(',"'))}}`)
  );
}

function parseObject(text: string): Fields | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Fields) : undefined;
  } catch {
    return undefined;
  }
}

function textOr<Other>(other: Other, value: unknown): string | Other {
  return typeof value === 'string' ? value : other;
}
