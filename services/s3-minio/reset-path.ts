/** Ours, not S3's: a POST here, signed like any request, brings the seeded state back. No bucket can have this name. */
export const RESET_PATH = '/_playground/reset';
