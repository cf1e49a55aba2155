/** What needs no quotes, unless it is reserved: anything else would be folded or refused. */
const PLAIN = /^[a-z_][a-z0-9_]*$/;
/** Key words that name no column without quotes (appendix C of PostgreSQL's documentation, "reserved"). */
const RESERVED = new Set(
  (
    'all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create ' +
    'current_catalog current_date current_role current_time current_timestamp current_user default deferrable desc ' +
    'distinct do else end except false fetch for foreign from grant group having in initially intersect into lateral ' +
    'leading limit localtime localtimestamp not null offset on only or order placing primary references returning ' +
    'select session_user some symmetric system_user table then to trailing true union unique user using variadic when ' +
    'where window with'
  ).split(' '),
);

/** The name of a column as a statement has it: in quotes where it needs them. */
export function columnName(name: string): string {
  return PLAIN.test(name) && !RESERVED.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
