import { isAnswered } from './asked.ts';
import { onceForFile } from './once-for.ts';

/** What was asked for a table and answered well, oldest first. */
export const answeredIn = onceForFile(({ asked = [] }) => asked.filter(isAnswered));
