import { type Answer, json } from '../../../route.ts';
import { error, text } from '../../../schemas.ts';

export const TAG = 'OAuth 2.0';

/** RFC 6749, section 5.2. */
const protocolErrorSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: { ...text, description: 'The error code of the protocol, such as `invalid_grant`.' },
    error_description: text,
    scope: text,
  },
  additionalProperties: false,
} as const;

export function protocolErrorAnswer(description: string): Answer {
  return json(description, protocolErrorSchema);
}

/** What every endpoint answers to which a client sends a form and its secret. */
export const formErrors: Readonly<Record<number, Answer>> = {
  400: protocolErrorAnswer('The request is wrong; `error` says in which way.'),
  401: protocolErrorAnswer('There is no such client, or its secret is wrong.'),
  413: json('The body is too large.', error),
};

/** The two fields by which a client names itself in a form, where it sends no `Authorization` header. */
export const clientFields = { client_id: text, client_secret: text };

/** What is asked about one token. */
export const tokenForm = {
  type: 'object',
  required: ['token'],
  properties: { token: text, token_type_hint: text, ...clientFields },
} as const;
