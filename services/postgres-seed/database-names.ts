/** The database that clients are given. */
export const DATABASE = 'playground';

/** The next one, while a reset makes it. */
export const NEXT = 'playground_next';

/** The database that holds the seed. Nobody can connect to it, so it stays as it is. */
export const TEMPLATE = 'playground_seed';

/** The database from which the others are reset. Only the admin can connect to it, so no client is in the way there. */
export const CONTROL = 'playground_control';
