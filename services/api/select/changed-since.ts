interface Changing {
  readonly createdAt: string;
  readonly updatedAt: string;
}

interface Selection {
  readonly orderBy: 'createdAt' | 'updatedAt';
  readonly orderType: 'asc' | 'desc';
  readonly updatedSince: { readonly time: number } | undefined;
}

interface Changed<Row> {
  readonly data: Row[];
  /** Which place of all rows in the same order the first of these has. */
  readonly first: number;
  /** The same of the last; before the first when there are none. */
  readonly last: number;
}

/** Selects the rows of a small table that were updated at an instant or later, and orders them. */
export function changedSince<Row extends Changing>(
  rows: readonly Row[],
  { orderBy, orderType, updatedSince }: Selection,
): Changed<Row> {
  const direction = orderType === 'asc' ? 1 : -1;
  const all = [...rows].sort(
    (one, other) => direction * (Date.parse(one[orderBy]) - Date.parse(other[orderBy])),
  );
  const data = all.filter(({ updatedAt }) => !updatedSince || Date.parse(updatedAt) >= updatedSince.time);
  const [begin] = data;
  const end = data.at(-1);
  if (begin === undefined || end === undefined) return { data, first: 0, last: -1 };
  return { data, first: all.indexOf(begin), last: all.indexOf(end) };
}
