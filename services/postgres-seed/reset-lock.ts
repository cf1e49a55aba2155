/** Any number, for a lock in a database that no client can connect to: what changes the roles comes one after the other. */
export const RESET_LOCK = 2_026_01_01;
