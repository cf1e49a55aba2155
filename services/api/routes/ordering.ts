import { instant, oneOf } from '../parameters.ts';

/** The parameters that most endpoints share. */
export const orderBy = oneOf('order_by', ['createdAt', 'updatedAt'], 'updatedAt', 'What to order by.');
export const orderType = oneOf('order_type', ['asc', 'desc'], 'asc', 'Oldest or newest first.');
export const updatedSince = instant('updated_since', 'Only what was updated at this instant or later.');

/** An order as the journal has it: `updatedAt`, `updatedAt desc`. */
export function presentOrder({ orderBy, orderType }: { orderBy: string; orderType: 'asc' | 'desc' }): string {
  return orderType === 'asc' ? orderBy : `${orderBy} desc`;
}
