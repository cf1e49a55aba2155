/** Where the playground itself answers, if nothing else was asked for. No service of any source is expected here. */
export const CONTROL_PORT = 5100;
