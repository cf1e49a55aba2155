import type { TableDeclaration } from '../fixtures/declared/table-declaration.ts';
import type { Value } from '../fixtures/table.ts';

/**
 * A source that somebody declares, as its file is understood (docs/your-own-source.md): plain JSON, every default filled in.
 */
export interface SourceDeclaration {
  /** `acme`; its resources are known as `acme.customers`. */
  readonly name: string;
  /** The hosts that it answers for: `api.acme.com`, `*.acme.com`. */
  readonly hosts: readonly string[];
  /** Where the API is documented; empty of an invented one. */
  readonly documentation: string;
  /** Who may ask: whoever satisfies one of them. None: everybody. */
  readonly auth: readonly Auth[];
  /** Left out: no limit. */
  readonly rateLimit?: DeclaredLimit;
  /** The body of an error, with `$status`, `$code` and `$message`. */
  readonly errors: Template;
  readonly resources: readonly Resource[];
  /** The connector that reads it, where there is one. */
  readonly connector?: SourceConnector;
}

export interface SourceConnector {
  /** What its `configuration.json` says: the credentials that the source takes, among others. */
  readonly configuration: Readonly<Record<string, string>>;
}

/** How a client says who it is. Each value is the only one that is right. */
export type Auth =
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  /** All of these headers. */
  | { readonly kind: 'headers'; readonly values: Readonly<Record<string, string>> }
  /** All of these parameters. */
  | { readonly kind: 'query'; readonly values: Readonly<Record<string, string>> }
  | TokenAuth;

/** A token that an endpoint of the source hands out, and that requests bear in a header. */
export interface TokenAuth {
  readonly kind: 'token';
  readonly grant: Grant;
  /** `POST` to it gives a token. */
  readonly path: string;
  /** Left out: any host of the source. */
  readonly host?: string;
  readonly header: string;
  /** What stands before the token in the header, a space between them. Left out: nothing. */
  readonly scheme?: string;
  readonly expiresMs: number;
  readonly status: number;
  /** With {@link TOKEN_VARIABLES}. */
  readonly answer: Template;
}

/** What is to be shown for a token. */
export type Grant =
  /** OAuth 2.0 (RFC 6749, sections 4.4 and 6). */
  | {
      readonly by: 'oauth2';
      readonly client: string;
      readonly secret: string;
      /** The refresh token that there is from the start. Left out: there is none. */
      readonly refresh?: string;
      /** Whether a refresh token is good for one use, and each answer has another. */
      readonly rotates: boolean;
    }
  /** These members of a form or of JSON, by path, or a user and a password. */
  | {
      readonly by: 'login';
      readonly members: Readonly<Record<string, string>>;
      readonly basic?: { readonly user: string; readonly password: string };
    }
  /** A JSON web token (RFC 7519) as a bearer token, signed with RS256. */
  | { readonly by: 'jwt'; readonly issuer: string; readonly publicKey: string };

export interface DeclaredLimit {
  readonly requests: number;
  /** In which time, in ms. */
  readonly everyMs: number;
  /** What the headers begin with that tell how much is left: `X-RateLimit`. */
  readonly headers: string;
}

/** JSON in which texts such as `$items` stand for what is filled in. One that ends in `?` is left out where it is null. */
export type Template = Value;

/** One list of a source, and its rows one by one. */
export interface Resource {
  /** `acme.customers`, the name of its table as well. */
  readonly name: string;
  readonly table: TableDeclaration;
  readonly method: 'GET' | 'POST';
  /** `/v1/customers`. */
  readonly path: string;
  /** How a row is written: its columns, nested as the API nests them. */
  readonly item: ItemNode;
  /** The body of a page, with `$items`, `$next` and the others of {@link PAGE_VARIABLES}. */
  readonly body: Template;
  readonly paging: Paging;
  /** Left out: rows cannot be asked for by time. */
  readonly since?: Since;
  readonly order: ListOrder;
  /** Left out: clients cannot choose an order. */
  readonly sort?: Sort;
  /** The columns by which rows can be asked for, by their parameters. */
  readonly filters: Readonly<Record<string, string>>;
  readonly format: ListFormat;
  /** Whether `GET path/KEY` gives one row. */
  readonly hasOne: boolean;
  /** Left out: nobody is told what was deleted. */
  readonly deletes?: Deletes;
  /** Parameters that are passed over. All others that it does not know are refused. */
  readonly ignores: readonly string[];
}

/** How a list is written. JSON has the form of {@link Resource.body}. */
export type ListFormat =
  | { readonly is: 'json' | 'ndjson' | 'csv' }
  | { readonly is: 'xml'; readonly root: string; readonly item: string };

/** The parameter by which a client chooses an order, and which each of its values stands for. */
export interface Sort {
  readonly parameter: string;
  readonly values: Readonly<Record<string, ListOrder>>;
}

/** What a row is listed by. */
export interface ListOrder {
  readonly by: 'position' | 'createdAt' | 'updatedAt';
  readonly isBackwards: boolean;
}

export type ItemNode =
  | { readonly is: 'column'; readonly column: string }
  | { readonly is: 'object'; readonly members: readonly (readonly [name: string, node: ItemNode])[] }
  | { readonly is: 'list'; readonly item: ItemNode };

/** How a list is cut into pages. */
export interface Paging {
  /**
   * By what the client says where a page begins: the number of the page, how many rows to pass over, a token that the page
   * before has given, or the key of the last row. `none`: there is one page.
   */
  readonly by: 'none' | 'page' | 'offset' | 'cursor' | 'after';
  readonly parameter: string;
  /** The parameter that says how many rows a page has. Left out: that cannot be chosen. */
  readonly size?: string;
  readonly rows: number;
  readonly most: number;
  /** The number of the first page. */
  readonly first: number;
  /** Whether the header `Link` has the URL of the next page (RFC 8288). */
  readonly hasLink: boolean;
  /** The header that has what the parameter must be for the next page. */
  readonly nextHeader?: string;
  /** So long a token is good for, in ms. Left out: for ever. */
  readonly expiresMs?: number;
}

/** How rows are asked for by time. */
export interface Since {
  readonly by: 'createdAt' | 'updatedAt';
  readonly parameter: string;
  /** The parameter with the other end, which is part of what is asked for; of days all of the last. Left out: there is none. */
  readonly until?: string;
  /** Whether rows of that very instant are left out. */
  readonly isStrict: boolean;
  /** How the parameter writes a time. */
  readonly format: 'iso' | 'date' | 'us-date' | 'epoch' | 'epoch-ms';
  /**
   * What the parameter looks like, `{time}` for the time and `{until}` for the other end: `modified ge {time}`. Left out: the
   * time alone.
   */
  readonly syntax?: readonly string[];
}

/** A list of what was deleted. */
export interface Deletes {
  readonly path: string;
  /** With `$items`, each of them as {@link Deletes.item} says, with `$deleted` for the time. */
  readonly body: Template;
  readonly item: Template;
  /** From when on. */
  readonly parameter: string;
}

/** What the body of a page may speak of. */
export const PAGE_VARIABLES = [
  'items',
  'item',
  'next',
  'nextUrl',
  'nextPath',
  'more',
  'last',
  'total',
  'count',
  'page',
  'pages',
  'size',
  'offset',
] as const;
export type PageVariable = (typeof PAGE_VARIABLES)[number];

export const TOKEN_VARIABLES = ['token', 'expiresIn', 'expiresAt', 'refresh'] as const;

export const ERROR_VARIABLES = ['status', 'code', 'message'] as const;
