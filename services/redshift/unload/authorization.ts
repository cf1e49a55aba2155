import { invalidCredentials } from './errors.ts';
import type { AccessKeys } from './statement.ts';

/** One role, or several that are assumed one after the other. */
const ROLES =
  /^arn:aws(?:-[a-z]+)*:iam::\d{12}:role\/[^\s,]+(?:,arn:aws(?:-[a-z]+)*:iam::\d{12}:role\/[^\s,]+)*$/;

/** Nobody here knows of roles: any will do that could be one. @throws SqlError */
export function parseRole(text: string): 'role' {
  if (!ROLES.test(text)) throw invalidCredentials();
  return 'role';
}

/** Reads `aws_iam_role=…` or `aws_access_key_id=…;aws_secret_access_key=…[;token=…]`. @throws SqlError */
export function parseCredentials(text: string): 'role' | AccessKeys {
  const fields = new Map(text.split(';').map((field) => field.split(/=(.*)/s, 2) as [string, string]));
  const role = fields.get('aws_iam_role');
  if (role !== undefined) return parseRole(role);
  const accessKeyId = fields.get('aws_access_key_id');
  const secretAccessKey = fields.get('aws_secret_access_key');
  if (!accessKeyId || !secretAccessKey) throw invalidCredentials();
  return { accessKeyId, secretAccessKey, sessionToken: fields.get('token') };
}
