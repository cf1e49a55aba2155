/** Whose bytes a reader takes. */
type From =
  /** Nobody has shown who they are. */
  | 'anybody'
  /** Somebody who has logged in, or has signed what comes. */
  | 'who is known'
  /** A server, a program or a file of the playground's own. */
  | 'the playground';

export interface Reader {
  readonly file: string;
  /** As `findReaders` tells them. */
  readonly by: readonly string[];
  readonly from: From;
  /** What bounds it, in bytes, in number and in time. */
  readonly bounds: string;
  /** The table that attacks it; of those that read from anybody each has one. */
  readonly attackedIn?: string;
}

const anybody = (file: string, by: readonly string[], attackedIn: string, bounds: string): Reader => ({
  file,
  by,
  from: 'anybody',
  bounds,
  attackedIn,
});
const known = (file: string, by: readonly string[], bounds: string): Reader => ({
  file,
  by,
  from: 'who is known',
  bounds,
});
const own = (file: string, by: readonly string[], bounds: string): Reader => ({
  file,
  by,
  from: 'the playground',
  bounds,
});

/** Every place where a service reads bytes. PostgreSQL reads for itself, and has its own bounds. */
export const READERS: readonly Reader[] = [
  anybody(
    'core/http-listener.ts',
    ['createServer'],
    'http-silence.test.ts',
    'heads of 16 KiB in 20 s, 1,000 connections, 10 s for TLS',
  ),
  anybody(
    'core/tcp-forward.ts',
    ['createServer', 'pipe'],
    '../core/tcp-forward.test.ts',
    'passed on as the database reads it, which has bounds of its own; 256 connections',
  ),
  anybody('core/control/read-control-body.ts', ["on('data')"], 'control-plane.test.ts', '4 KiB in 30 s'),
  anybody('services/api/read-body.ts', ['for await'], 'body-bounds.test.ts', '64 KiB in 60 s'),
  anybody(
    'services/key-vault/read-text.ts',
    ['for await'],
    'body-bounds.test.ts',
    '64 KiB of a form, 256 KiB of a secret, 24 MiB of a backup, in 60 s',
  ),
  anybody(
    'services/gateway/stand-ins/read-body.ts',
    ['for await'],
    'gateway-readers.test.ts',
    '1 MiB, packed or not, 100 levels, in 60 s',
  ),
  anybody(
    'services/gateway/recordings/answer-recorded.ts',
    ['for await'],
    'gateway-recordings.test.ts',
    '32 MiB, packed or not, in 60 s',
  ),
  anybody(
    'services/gateway/recordings/collect-body.ts',
    ["on('data')"],
    'gateway-recordings.test.ts',
    'a copy of 32 MiB of what the relay passes on; of all bodies together 128 MiB, in 100,000 exchanges',
  ),
  anybody(
    'services/gateway/relay.ts',
    ['pipe', 'pipeline'],
    'gateway-readers.test.ts',
    'passed on as it comes; ten minutes of silence, and 60 s behind the answer',
  ),
  anybody(
    'services/gateway/open-tunnel.ts',
    ["on('data')", 'pipe'],
    'gateway-readers.test.ts',
    'passed on as it comes; ten minutes of silence',
  ),
  anybody(
    'services/gateway/tls-terminator.ts',
    ['createServer'],
    'gateway-readers.test.ts',
    '10 s for the handshake, among the connections of the listener',
  ),
  anybody(
    'services/s3-minio/payload/open-body.ts',
    ['iterator'],
    'reader-bounds.test.ts',
    '30 s of silence; what comes is for those below',
  ),
  anybody(
    'services/s3-minio/payload/form-source.ts',
    ['asyncIterator'],
    'reader-bounds.test.ts',
    '8 KiB of a part header, 60 s up to the file',
  ),
  anybody(
    'core/collect.ts',
    ['for await'],
    'reader-bounds.test.ts',
    '20 KiB in 200 fields of a form; 4 MiB of a signed document; 16 MiB of a signed chunk; 1 MiB for a declared source',
  ),
  anybody(
    'services/bastion/ssh-listener.ts',
    ['createServer', 'injectSocket', "on('data')"],
    'reader-bounds.test.ts',
    '256 KiB in 30 s up to the login, 256 connections that wait for it',
  ),
  anybody(
    'services/redshift/embedded.ts',
    ['createServer'],
    'redshift-silence.test.ts',
    '256 connections that wait for their login',
  ),
  anybody('services/redshift/end-tls.ts', ['createServer'], 'reader-bounds.test.ts', '30 s up to the login'),
  anybody(
    'services/redshift/read-bytes.ts',
    ['read'],
    'reader-bounds.test.ts',
    '10,000 bytes a packet, 30 s up to the login',
  ),

  anybody(
    'core/faults/wire/move-bytes.ts',
    ["on('data')"],
    'postgres-world.test.ts',
    'a piece of a socket at a time, the next when it has left; until the server ends the login, after 10 s',
  ),
  anybody(
    'services/postgres-seed/faults/first-message.ts',
    ['read'],
    'postgres-world.test.ts',
    '10 kB, until the server ends the login, after 10 s',
  ),
  anybody(
    'services/postgres-seed/faults/join-sessions.ts',
    ['pipe'],
    'postgres-world.test.ts',
    'passed on as it comes, until the server ends the login, after 10 s',
  ),
  anybody(
    'services/postgres-seed/faults/faulty-session.ts',
    ['read'],
    'postgres-world.test.ts',
    '64 KiB of a message in each direction; longer ones are passed on as they come',
  ),
  known('services/bastion/tunnel.ts', ["on('data')", 'pipe'], 'passed on as it comes'),
  known('services/redshift/relay/join-sockets.ts', ['pipe'], 'passed on as it comes; UNLOAD of 16 MiB'),
  known('services/s3-minio/operations/copy-object.ts', ['for await'], 'an object, a chunk at a time'),
  known('services/s3-minio/operations/post-object.ts', ['for await'], 'the size that the policy allows'),
  known('services/s3-minio/payload/body-times.ts', ['for await'], '60 s for a document'),
  known(
    'services/s3-minio/payload/byte-source.ts',
    ['asyncIterator'],
    '8 KiB of a line, 8 KiB of trailers, 16 MiB of a signed chunk',
  ),
  known('services/s3-minio/payload/digested.ts', ['for await'], 'a chunk at a time'),
  known('services/s3-minio/payload/payload.ts', ['for await'], 'a chunk at a time'),
  known('services/s3-minio/store/blobs.ts', ['for await', 'read'], 'onto the disk, a chunk at a time'),

  own('core/control/send-pieces.ts', ['for await', 'pipeline'], 'rows of the world, a piece at a time'),
  own('services/api/formats/respond-csv.ts', ['pipe'], 'its own rows'),
  own('sources/sample/first-pages.ts', ['text'], 'the first page of a source of the same process'),
  own('services/gateway/snowflake/answer-query.ts', ['for await'], 'rows, a piece at a time'),
  own('services/gateway/snowflake/postgres-message-limit.ts', ["on('data')"], 'a row of 16 MiB'),
  own('services/gateway/snowflake/result-stream.ts', ['for await'], 'rows, 32 KiB at a time'),
  own('services/gateway/snowflake/run-statement.ts', ['for await'], 'rows, one at a time'),
  own('services/key-vault/client.ts', ['text'], 'the answer to a reset'),
  own('services/postgres-seed/engine/claim-port.ts', ['createServer'], 'nothing: it holds a port'),
  own('services/postgres-seed/engine/run-program.ts', ["on('data')"], 'what a program of PostgreSQL prints'),
  own('services/postgres-seed/engine/server-process.ts', ['createInterface'], 'the log of the server'),
  own('services/postgres-seed/seed/load-table.ts', ['pipeline'], 'its own rows'),
  own('services/postgres-seed/statements/log-files.ts', ['read'], 'the log of the server'),
  own('services/redshift/object-store/send-request.ts', ['for await'], 'an answer of the object store'),
  own('services/redshift/unload/parquet/plain-column.ts', ['read'], 'a value of a row'),
  own('services/s3-minio/objects/invoice-pdf.ts', ["on('data')"], 'an invoice of its own'),
  own('services/s3-minio/operations/open-content.ts', ['read'], 'a file of an object'),
  own('services/s3-minio/remote/seed-store.ts', ['for await'], 'its own objects'),
  own('services/s3-minio/seed.ts', ['for await'], 'its own objects'),
  own('services/s3-minio/send.ts', ['pipeline'], 'its own answer'),
];
