import type { Profile } from '../../../../fixtures/tables/profiles.ts';

const YEAR = 365.25 * 24 * 3_600_000;

/** A person as the service writes them; ages are in years at `now` (ms since 1970). */
export function presentProfile(profile: Profile, now: number): Readonly<Record<string, unknown>> {
  const isFemale = profile.gender === 'female';
  const portrait = `${isFemale ? 'women' : 'men'}/${profile.portrait}.jpg`;
  return {
    gender: profile.gender,
    name: { title: isFemale ? 'Ms' : 'Mr', first: profile.first_name, last: profile.last_name },
    location: {
      street: { number: profile.house, name: profile.street },
      city: profile.city,
      state: profile.state,
      country: 'United States',
      postcode: Number(profile.postcode),
      coordinates: { latitude: profile.latitude, longitude: profile.longitude },
      timezone: { offset: '-5:00', description: 'Eastern Time (US & Canada), Bogota, Lima' },
    },
    email: profile.email,
    login: {
      uuid: profile.uuid,
      username: profile.username,
      password: profile.password,
      salt: profile.salt,
      md5: profile.md5,
      sha1: profile.sha1,
      sha256: profile.sha256,
    },
    dob: presentDate(profile.born_on, now),
    registered: presentDate(profile.registered_at, now),
    phone: profile.phone,
    cell: profile.cell,
    id: { name: 'SSN', value: profile.social_security_number },
    picture: {
      large: `https://randomuser.me/api/portraits/${portrait}`,
      medium: `https://randomuser.me/api/portraits/med/${portrait}`,
      thumbnail: `https://randomuser.me/api/portraits/thumb/${portrait}`,
    },
    nat: 'US',
  };
}

/** When something was, and how many whole years ago; none for what is to come. */
function presentDate(date: string, now: number): { readonly date: string; readonly age: number } {
  const time = Date.parse(date);
  return { date: new Date(time).toISOString(), age: Math.max(0, Math.floor((now - time) / YEAR)) };
}
