import { syntaxError } from './errors.ts';
import { type Token, tokensOf } from './tokens.ts';

/** Takes the tokens of a statement one by one. What is not as expected is a syntax error there. */
export class TokenReader {
  readonly #tokens: Iterator<Token>;
  #next: Token | undefined;

  constructor(statement: string) {
    this.#tokens = tokensOf(statement, 'doubled or escaped');
    this.#advance();
  }

  get isAtEnd(): boolean {
    return this.#next === undefined;
  }

  /** Takes a word if it is one of those. */
  takes(...words: readonly string[]): string | undefined {
    return this.#is('word') && words.includes(this.#next?.value ?? '') ? this.#advance().value : undefined;
  }

  takesSign(sign: string): boolean {
    const isSign = this.#is('sign') && this.#next?.value === sign;
    if (isSign) this.#advance();
    return isSign;
  }

  expect(...words: readonly string[]): string {
    const word = this.takes(...words);
    if (word === undefined) throw this.unexpected();
    return word;
  }

  expectSign(sign: string): void {
    if (!this.takesSign(sign)) throw this.unexpected();
  }

  text(): string {
    return this.#value('text');
  }

  number(): number {
    return Number(this.#value('number'));
  }

  /** The error for a next token that does not fit. */
  unexpected(): Error {
    return syntaxError(this.#next?.source);
  }

  #value(kind: Token['kind']): string {
    if (!this.#is(kind)) throw this.unexpected();
    return this.#advance().value;
  }

  #is(kind: Token['kind']): boolean {
    return this.#next?.kind === kind;
  }

  #advance(): Token {
    const taken = this.#next;
    const { value, done } = this.#tokens.next();
    this.#next = done ? undefined : value;
    return taken as Token;
  }
}
