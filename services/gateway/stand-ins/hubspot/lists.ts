import { CONTACT_COUNT, PORTAL_ID } from './records.ts';

/** A contact list; a contact is on the one that its number leads to. */
export interface HubspotList {
  readonly listId: number;
  readonly name: string;
}

export const HUBSPOT_LISTS: readonly HubspotList[] = [
  { listId: 1, name: 'Newsletter' },
  { listId: 2, name: 'Trial users' },
  { listId: 3, name: 'Customers' },
];

/** Is a contact on a list? The list `all` has everybody. */
export function isOnList(vid: number, list: HubspotList | 'all'): boolean {
  return list === 'all' || vid % HUBSPOT_LISTS.length === list.listId - 1;
}

export function presentList(list: HubspotList, now: number): unknown {
  const size = Array.from({ length: CONTACT_COUNT }, (_, index) => index + 1).filter((vid) =>
    isOnList(vid, list),
  );
  return {
    portalId: PORTAL_ID,
    listId: list.listId,
    name: list.name,
    dynamic: false,
    listType: 'STATIC',
    archived: false,
    deleted: false,
    filters: [],
    metaData: { processing: 'DONE', size: size.length, error: '', lastProcessingStateChangeAt: now },
  };
}
