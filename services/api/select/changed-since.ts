interface Changing {
  readonly createdAt: string;
  readonly updatedAt: string;
}

interface Selection {
  readonly orderBy: 'createdAt' | 'updatedAt';
  readonly orderType: 'asc' | 'desc';
  readonly updatedSince: { readonly time: number } | undefined;
}

/** Selects the rows of a small table that were updated at an instant or later, and orders them. */
export function changedSince<Row extends Changing>(rows: readonly Row[], selection: Selection): Row[] {
  const { orderBy, orderType, updatedSince } = selection;
  const direction = orderType === 'asc' ? 1 : -1;
  return rows
    .filter(({ updatedAt }) => !updatedSince || Date.parse(updatedAt) >= updatedSince.time)
    .sort((one, other) => direction * (Date.parse(one[orderBy]) - Date.parse(other[orderBy])));
}
