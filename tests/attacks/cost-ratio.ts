const FEWEST_ROUNDS = 3;
const MOST_ROUNDS = 12;
/** Of each measurement, so that the clock's own steps do not count. */
const LEAST_MS = 2;

/** What is to be read; the same work is done several times over. */
type Read = () => unknown;

/**
 * How many times as much CPU the longer work takes; the best of several rounds, since other programs and the collector
 * of garbage only ever add to it. With inputs of 1 : 8 a linear scanner comes to 8, a quadratic one to 64.
 *
 * @param enough a ratio below which no further round is needed
 */
export async function costRatio(short: Read, long: Read, enough: number): Promise<number> {
  let [least, leastLong] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    if (round >= FEWEST_ROUNDS && leastLong / least < enough) break;
    least = Math.min(least, await costOf(short));
    leastLong = Math.min(leastLong, await costOf(long));
  }
  return leastLong / least;
}

/** In milliseconds of CPU, of one time. */
async function costOf(read: Read): Promise<number> {
  for (let times = 1; ; times *= 4) {
    const before = process.cpuUsage();
    for (let time = 0; time < times; time += 1) await read();
    const { user, system } = process.cpuUsage(before);
    const ms = (user + system) / 1000;
    if (ms >= LEAST_MS) return ms / times;
  }
}
