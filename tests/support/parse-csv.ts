/**
 * Reads CSV as RFC 4180 defines it, one character at a time, so that it shares no idea with the code that
 * writes it. Lines may end in CRLF or LF.
 *
 * @throws Error for a quote where none may stand
 */
export function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let state: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
  const endField = (): void => {
    record.push(field);
    field = '';
    state = 'start';
  };
  const endRecord = (): void => {
    endField();
    records.push(record);
    record = [];
  };
  for (const character of text) {
    if (state === 'quoted') {
      if (character === '"') state = 'closed';
      else field += character;
    } else if (character === '"' && state !== 'plain') {
      if (state === 'closed') field += '"';
      state = 'quoted';
    } else if (character === '"') {
      throw new Error(`a quote inside the plain field '${field}'`);
    } else if (character === ',') {
      endField();
    } else if (character === '\n') {
      endRecord();
    } else if (character !== '\r') {
      if (state === 'closed') throw new Error(`'${character}' after the quoted field '${field}'`);
      field += character;
      state = 'plain';
    }
  }
  if (state !== 'start' || record.length > 0) endRecord();
  return records;
}
