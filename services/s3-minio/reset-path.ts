/** Ours, not S3's: a POST here brings the seeded state back. */
export const RESET_PATH = '/_playground/reset';
/** The same, where others than the store may be reset as well. */
export const STORE_RESET_PATH = `${RESET_PATH}?service=s3`;
