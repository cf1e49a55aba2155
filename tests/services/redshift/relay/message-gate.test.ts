import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Message, presentMessage } from '../../../../services/redshift/message.ts';
import { type Gatekeeper, MessageGate } from '../../../../services/redshift/relay/message-gate.ts';

/** Passes a and b, keeps k, and looks at l and m until it knows their first byte: an odd one is kept. */
class Keeper implements Gatekeeper {
  readonly taken: Message[] = [];

  begins(type: string) {
    return type === 'k' ? 'keep' : type === 'l' || type === 'm' ? 'look' : 'pass';
  }

  looks(_type: string, body: Buffer, bytes: number) {
    const [first] = body;
    if (first !== undefined) return first % 2 === 1 ? 'keep' : 'pass';
    return bytes === 0 ? 'pass' : 'look';
  }

  async takes({ type, body }: Message) {
    this.taken.push({ type, body: Buffer.from(body) });
  }
}

const message = fc.record({
  type: fc.constantFrom('a', 'b', 'k', 'l', 'm'),
  body: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
});

/** What comes out when bytes go in in pieces that end at the given places. */
async function passed(keeper: Keeper, bytes: Buffer, cuts: readonly number[]): Promise<Buffer> {
  const gate = new MessageGate(keeper);
  const places = [...cuts, bytes.length].map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b);
  let start = 0;
  for (const end of places) {
    if (end > start) gate.write(bytes.subarray(start, end));
    start = Math.max(start, end);
  }
  gate.end(bytes.subarray(start));
  return Buffer.concat(await gate.toArray());
}

describe('a gate', () => {
  it('passes and keeps whole messages, however they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(message, { maxLength: 20 }),
        fc.array(fc.nat(), { maxLength: 30 }),
        async (messages, cuts) => {
          const keeper = new Keeper();
          const isKept = ({ type, body }: Message) =>
            type === 'k' || ('lm'.includes(type) && (body[0] ?? 0) % 2 === 1);
          const present = ({ type, body }: Message) => presentMessage(type, body);
          const output = await passed(keeper, Buffer.concat(messages.map(present)), cuts);
          expect(output).toEqual(Buffer.concat(messages.filter((each) => !isKept(each)).map(present)));
          expect(keeper.taken).toEqual(messages.filter(isKept));
        },
      ),
    );
  });

  it('lets through what is no message, for the other side to complain of', async () => {
    const noise = Buffer.from([97, 255, 255, 255, 255, 107, 0, 0, 0, 4, 1, 2, 3]);
    expect(await passed(new Keeper(), noise, [])).toEqual(noise);
  });

  it('lets through half a message at the end', async () => {
    const half = presentMessage('k', Buffer.alloc(10)).subarray(0, 9);
    expect(await passed(new Keeper(), half, [])).toEqual(half);
  });
});
