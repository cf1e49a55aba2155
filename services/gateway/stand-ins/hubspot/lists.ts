import type { ContactList } from '../../../../fixtures/tables/customer-relations.ts';
import { PORTAL_ID } from './records.ts';

/** A list of so many contacts in the form of the contact lists, version 1. */
export function presentList(list: ContactList, size: number): unknown {
  const updatedAt = Date.parse(list.updated_at);
  return {
    portalId: PORTAL_ID,
    listId: list.list_id,
    createdAt: Date.parse(list.created_at),
    updatedAt,
    name: list.name,
    dynamic: false,
    listType: 'STATIC',
    archived: false,
    deleted: false,
    filters: [],
    metaData: { processing: 'DONE', size, error: '', lastProcessingStateChangeAt: updatedAt },
  };
}
