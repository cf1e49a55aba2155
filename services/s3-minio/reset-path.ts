/** Ours, not S3's: a POST here brings the seeded state back. */
export const RESET_PATH = '/_playground/reset';
