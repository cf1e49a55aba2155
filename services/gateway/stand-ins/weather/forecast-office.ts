/** A weather forecast office: it owns a grid of squares of 2.5 km around it. */
export interface ForecastOffice {
  /** The identifier of its grid, as in `LOX`. */
  readonly id: string;
  readonly city: string;
  readonly state: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly timeZone: string;
}

const OFFICES: readonly [ForecastOffice, ...ForecastOffice[]] = [
  office('MTR', 'Monterey', 'CA', 36.6, -121.9, 'America/Los_Angeles'),
  office('LOX', 'Oxnard', 'CA', 34.2, -119.1, 'America/Los_Angeles'),
  office('SEW', 'Seattle', 'WA', 47.7, -122.3, 'America/Los_Angeles'),
  office('PSR', 'Phoenix', 'AZ', 33.4, -112.0, 'America/Phoenix'),
  office('BOU', 'Boulder', 'CO', 40.0, -105.3, 'America/Denver'),
  office('FWD', 'Fort Worth', 'TX', 32.8, -97.3, 'America/Chicago'),
  office('MPX', 'Chanhassen', 'MN', 44.8, -93.6, 'America/Chicago'),
  office('LOT', 'Romeoville', 'IL', 41.6, -88.1, 'America/Chicago'),
  office('MFL', 'Miami', 'FL', 25.8, -80.4, 'America/New_York'),
  office('LWX', 'Sterling', 'VA', 39.0, -77.5, 'America/New_York'),
  office('OKX', 'Upton', 'NY', 40.9, -72.9, 'America/New_York'),
  office('AFC', 'Anchorage', 'AK', 61.2, -150.0, 'America/Anchorage'),
  office('HFO', 'Honolulu', 'HI', 21.3, -157.9, 'Pacific/Honolulu'),
];

export function forecastOffice(id: string): ForecastOffice | undefined {
  return OFFICES.find((candidate) => candidate.id === id);
}

/** The office nearest to a point, in degrees: near enough to tell Monterey from Miami. */
export function nearestOffice(latitude: number, longitude: number): ForecastOffice {
  const distance = (to: ForecastOffice): number =>
    Math.hypot(to.latitude - latitude, to.longitude - longitude);
  return OFFICES.reduce((nearest, other) => (distance(other) < distance(nearest) ? other : nearest));
}

function office(
  id: string,
  city: string,
  state: string,
  latitude: number,
  longitude: number,
  timeZone: string,
): ForecastOffice {
  return { id, city, state, latitude, longitude, timeZone };
}
