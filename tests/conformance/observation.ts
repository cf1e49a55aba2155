/**
 * What the two servers are compared by: aspect to value. Whatever is a server's own (its address, its rows,
 * its secrets) is written as what it stands for, so that equal behaviour gives equal text.
 */
export type Observation = Readonly<Record<string, string>>;
