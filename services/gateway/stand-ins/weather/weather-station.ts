/** An airport that reports its weather every hour. */
export interface WeatherStation {
  readonly code: string;
  readonly location: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly timeZone: string;
}

const PACIFIC = 'America/Los_Angeles';
const MOUNTAIN = 'America/Denver';
const CENTRAL = 'America/Chicago';
const EASTERN = 'America/New_York';

const STATIONS: readonly WeatherStation[] = [
  station('KOAK', 'Oakland, Metropolitan Oakland International Airport, CA', 37.721, -122.221, PACIFIC),
  station('KLAX', 'Los Angeles, Los Angeles International Airport, CA', 33.943, -118.408, PACIFIC),
  station('KSFO', 'San Francisco, San Francisco International Airport, CA', 37.62, -122.375, PACIFIC),
  station('KSEA', 'Seattle, Seattle-Tacoma International Airport, WA', 47.449, -122.309, PACIFIC),
  station('KDEN', 'Denver, Denver International Airport, CO', 39.847, -104.656, MOUNTAIN),
  station('KDFW', 'Dallas/Fort Worth International Airport, TX', 32.897, -97.038, CENTRAL),
  station('KORD', "Chicago, Chicago-O'Hare International Airport, IL", 41.979, -87.904, CENTRAL),
  station('KATL', 'Atlanta, Hartsfield-Jackson International Airport, GA', 33.64, -84.427, EASTERN),
  station('KBOS', 'Boston, Logan International Airport, MA', 42.361, -71.01, EASTERN),
  station('KJFK', 'New York, Kennedy International Airport, NY', 40.639, -73.762, EASTERN),
  station('KMIA', 'Miami, Miami International Airport, FL', 25.788, -80.317, EASTERN),
];

export function weatherStation(code: string): WeatherStation | undefined {
  return STATIONS.find((candidate) => candidate.code === code);
}

function station(
  code: string,
  location: string,
  latitude: number,
  longitude: number,
  timeZone: string,
): WeatherStation {
  return { code, location, latitude, longitude, timeZone };
}
