import { isSecretName } from '../../core/secret-names.ts';
import type { RecordedEntry } from '../../recordings/read/parse-har.ts';
import { guessed, type Noted } from '../outline/noted.ts';
import type { AuthWays } from '../outline/outline.ts';

/** Fields that browsers and clients send by themselves. */
const COOKIE = 'cookie';

/** Who asked, by the names of secret fields and parameters: their values are masked. Secrets are made up from the name. */
export function authSeen({ request }: RecordedEntry, name: string): Noted<AuthWays> {
  const secret = request.fields.filter(
    (field) => isSecretName(field.name) && field.name.toLowerCase() !== COOKIE,
  );
  const authorization = secret.find((field) => field.name.toLowerCase() === 'authorization');
  if (authorization)
    return {
      value: [{ bearer: `${name}-token` }],
      note: "guessed from the field 'Authorization', whose value is masked",
    };
  const [field] = secret;
  if (field) return guessed([{ headers: { [field.name]: `${name}-key` } }], `the field '${field.name}'`);
  const parameter = [...new URL(request.url).searchParams.keys()].find(isSecretName);
  if (parameter) return guessed([{ query: { [parameter]: `${name}-key` } }], `the parameter '${parameter}'`);
  return { value: 'none', note: 'no secret was sent' };
}
