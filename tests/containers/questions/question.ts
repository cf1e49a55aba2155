/** Something a client asks a source, and what it is told. What only tells where the source is has been taken out. */
export type Question<Endpoints> = readonly [what: string, ask: (endpoints: Endpoints) => Promise<unknown>];
