import type { Found } from '../../destination.ts';
import { exactJson } from '../files/exact-json.ts';
import { isJsonObject, type JsonObject, jsonLines, type SayOfLine } from '../files/json-lines.ts';

/** A message that a destination takes: https://docs.airbyte.com/platform/understanding-airbyte/airbyte-protocol */
export type AirbyteMessage =
  | { readonly stream: string; readonly data: Readonly<Record<string, Found>> }
  /** Of a stream, or of all where that is undefined. The size is in bytes of JSON. */
  | { readonly stateOf: string | undefined; readonly stateSize: number };

/**
 * The records and the states in a file of messages, some hundred at a time. Other messages are left out. So is a last line that
 * a killed sync has not ended.
 *
 * @throws PlaygroundError `ERR_CANNOT_COMPARE` with the number of a line that is no message
 */
export function messagesOf(file: string): AsyncGenerator<AirbyteMessage[]> {
  return jsonLines(file, { read: messageOf, mayBreakOff: true });
}

/** The name of a stream with its namespace, where it has one: `crm.people`. */
export function streamName(name: string, namespace: unknown): string {
  return typeof namespace === 'string' && namespace !== '' ? `${namespace}.${name}` : name;
}

function messageOf(line: JsonObject, said: SayOfLine): AirbyteMessage | undefined {
  const { type } = line;
  if (typeof type !== 'string') throw said("is no message of Airbyte: it has no 'type'");
  if (type === 'RECORD') return recordOf(part(line, 'record'), said);
  return type === 'STATE' ? stateOf(part(line, 'state'), said) : undefined;
}

function recordOf(record: JsonObject | undefined, said: SayOfLine): AirbyteMessage {
  const data = part(record, 'data');
  const stream = record?.['stream'];
  if (typeof stream !== 'string') throw said('is a RECORD without a stream');
  if (data === undefined) throw said('is a RECORD without data');
  return { stream: streamName(stream, record?.['namespace']), data: data as Record<string, Found> };
}

/** A state is that of a stream, that of all (GLOBAL), or in the form before version 0.2 of the protocol (LEGACY). */
function stateOf(state: JsonObject | undefined, said: SayOfLine): AirbyteMessage {
  if (state === undefined) throw said('is a STATE without a state');
  const stream = part(state, 'stream');
  const descriptor = part(stream, 'stream_descriptor');
  const name = descriptor?.['name'];
  if (typeof name === 'string') {
    const stateSize = sizeOf(stream?.['stream_state']);
    return { stateOf: streamName(name, descriptor?.['namespace']), stateSize };
  }
  return { stateOf: undefined, stateSize: sizeOf(state['global'] ?? state['data']) };
}

/** An object in another, which is JSON in text where it has a number that a float does not hold. */
function part(of: JsonObject | undefined, name: string): JsonObject | undefined {
  const value = of?.[name];
  const opened = typeof value === 'string' ? openedText(value) : value;
  return isJsonObject(opened) ? opened : undefined;
}

function openedText(text: string): unknown {
  try {
    return exactJson(text);
  } catch {
    // A text that was one from the beginning.
    return undefined;
  }
}

function sizeOf(state: unknown): number {
  if (state === undefined || state === null) return 0;
  return Buffer.byteLength(typeof state === 'string' ? state : JSON.stringify(state));
}
