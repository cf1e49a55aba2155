/** What the file of a blob is called: 16 random bytes in hex. No other file in the folder is touched. */
export const BLOB_NAME = /^[0-9a-f]{32}$/;
