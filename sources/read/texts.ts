import { mapOf, type Reader, requireMap, text, wrong } from '../../core/faults/written.ts';

/** Names and their values, one at least. */
export const texts: Reader<Readonly<Record<string, string>>> = (value, where) => {
  requireMap(value, where);
  if (Object.keys(value).length === 0) throw wrong(where, 'a map of at least one name to its value', value);
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, text(part, `${where}.${name}`)]),
  );
};

const loginIn = mapOf<{ user: string; password: string }>({
  user: text,
  // Some APIs take a key as the user and no password.
  password: (value, where) => (value === '' ? '' : text(value, where)),
});

/** `{ user, password }`; the password may be empty or left out. */
export const login: Reader<{ readonly user: string; readonly password: string }> = (value, where) => {
  const { user, password } = loginIn(value, where);
  if (user === undefined) throw wrong(where, "a map with 'user' and 'password'", value);
  return { user, password: password ?? '' };
};

export const names: Reader<readonly string[]> = (value, where) => {
  if (typeof value === 'string') return [text(value, where)];
  if (!Array.isArray(value)) throw wrong(where, 'a name or a list of names', value);
  return value.map((part, index) => text(part, `${where}[${index}]`));
};
