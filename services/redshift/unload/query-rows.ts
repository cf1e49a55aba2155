import { presentMessage, presentText } from '../message.ts';
import type { TakeRow } from '../relay/answers.ts';
import type { BorrowedSession } from '../relay/borrowed-session.ts';
import { type Column, parseColumns, TEXT, type ValueFormat } from './column.ts';
import { eachValue } from './each-value.ts';
import { noColumns, otherEncoding } from './errors.ts';

/** Of the statement and the portal: such as no client chooses. */
const NAME = presentText('an UNLOAD of the proxy');
const STATEMENT = Buffer.from('S');
const PORTAL = Buffer.from('P');

/** Rows of one Execute. Between two of them there is room to stop. */
const ROWS_AT_ONCE = 5000;

/** Texts are read as UTF-8, statements too. @throws SqlError */
export async function requireUtf8(session: BorrowedSession): Promise<void> {
  await prepare(session, 'SHOW client_encoding');
  let encoding = '';
  await bind(session, [TEXT]);
  await execute(session, (row) =>
    eachValue(row, (value) => {
      encoding = String(value);
    }),
  );
  if (encoding !== 'UTF8') throw otherEncoding(encoding);
}

/** Prepares a query. @returns the columns of its result. @throws SqlError, DatabaseError */
export async function describeQuery(session: BorrowedSession, query: string): Promise<Column[]> {
  const columns = await prepare(session, query);
  if (columns.length === 0) throw noColumns();
  return columns;
}

/** Runs the query that was prepared last. @throws DatabaseError, and what `take` throws */
export async function selectRows(
  session: BorrowedSession,
  formats: readonly ValueFormat[],
  take: TakeRow,
): Promise<void> {
  await bind(session, formats);
  await execute(session, take);
}

async function prepare(session: BorrowedSession, query: string): Promise<Column[]> {
  const noParameters = Buffer.alloc(2);
  session.ask(
    presentMessage('C', Buffer.concat([STATEMENT, NAME])),
    presentMessage('P', Buffer.concat([NAME, presentText(query), noParameters])),
    presentMessage('D', Buffer.concat([STATEMENT, NAME])),
  );
  await session.answer('3');
  await session.answer('1');
  await session.answer('t');
  const { type, body } = await session.answer('T', 'n');
  return type === 'T' ? parseColumns(body) : [];
}

async function bind(session: BorrowedSession, formats: readonly ValueFormat[]): Promise<void> {
  session.ask(
    presentMessage('C', Buffer.concat([PORTAL, NAME])),
    presentMessage('B', Buffer.concat([NAME, NAME, shorts([0, 0, formats.length, ...formats])])),
  );
  await session.answer('3');
  await session.answer('2');
}

async function execute(session: BorrowedSession, take: TakeRow): Promise<void> {
  const most = Buffer.alloc(4);
  most.writeInt32BE(ROWS_AT_ONCE);
  for (;;) {
    session.ask(presentMessage('E', Buffer.concat([NAME, most])));
    const { type } = await session.answerAfterRows(take, 's', 'C');
    if (type === 'C') return;
  }
}

function shorts(numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 2);
  numbers.forEach((number, index) => {
    bytes.writeInt16BE(number, index * 2);
  });
  return bytes;
}
