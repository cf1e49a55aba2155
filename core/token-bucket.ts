import type { Clock } from './clock.ts';

/** Bursts of `capacity` requests, and `refillPerSecond` in the long run. */
export interface RateLimit {
  /** How many requests may come at once. */
  readonly capacity: number;
  readonly refillPerSecond: number;
}

/** How the bucket stands after a request has asked for a token. */
export interface Consumption {
  readonly allowed: boolean;
  readonly remaining: number;
  readonly secondsUntilFull: number;
  readonly secondsUntilNextToken: number;
}

/** Lets bursts of `capacity` through and `refillPerSecond` in the long run. */
export class TokenBucket {
  readonly capacity: number;
  readonly #refillPerSecond: number;
  readonly #clock: Clock;
  #tokens: number;
  #filledAt: number;

  constructor({ capacity, refillPerSecond }: RateLimit, clock: Clock) {
    this.capacity = capacity;
    this.#refillPerSecond = refillPerSecond;
    this.#clock = clock;
    this.#tokens = capacity;
    this.#filledAt = clock();
  }

  consume(): Consumption {
    const now = this.#clock();
    const gained = ((now - this.#filledAt) / 1000) * this.#refillPerSecond;
    this.#filledAt = now;
    this.#tokens = Math.min(this.capacity, this.#tokens + Math.max(0, gained));
    const allowed = this.#tokens >= 1;
    if (allowed) this.#tokens -= 1;
    return {
      allowed,
      remaining: Math.floor(this.#tokens),
      secondsUntilFull: (this.capacity - this.#tokens) / this.#refillPerSecond,
      secondsUntilNextToken: Math.max(0, 1 - this.#tokens) / this.#refillPerSecond,
    };
  }

  refill(): void {
    this.#tokens = this.capacity;
    this.#filledAt = this.#clock();
  }
}
