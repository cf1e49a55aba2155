import { parseTexts, presentMessage } from './message.ts';

/** What an ErrorResponse or a NoticeResponse says; the severity is never translated. */
export interface Report {
  readonly severity: 'FATAL' | 'ERROR' | 'INFO';
  readonly code: string;
  readonly message: string;
  readonly detail?: string | undefined;
  readonly hint?: string | undefined;
}

/** ErrorResponse. */
export const presentError = (report: Report): Buffer => presentMessage('E', presentReport(report));

/** NoticeResponse. */
export const presentNotice = (report: Report): Buffer => presentMessage('N', presentReport(report));

/** SQLSTATE in the content of an ErrorResponse, of which the end may be missing. */
export function codeIn(body: Buffer): string {
  const field = parseTexts(body).find((text) => text.startsWith('C'));
  return field?.slice(1) ?? 'XX000';
}

/** Fields of one letter and a text, closed by an empty one. */
function presentReport({ severity, code, message, detail, hint }: Report): Buffer {
  const fields = [`S${severity}`, `V${severity}`, `C${code}`, `M${message}`];
  if (detail !== undefined) fields.push(`D${detail}`);
  if (hint !== undefined) fields.push(`H${hint}`);
  return Buffer.from(
    fields
      .map((field) => `${field}\0`)
      .join('')
      .concat('\0'),
  );
}
