import type { People } from '../../../../fixtures/index.ts';
import { draw, pick } from '../draw.ts';

/** How many of each there are, as in the real service; here they are numbered without gaps. */
export const SWAPI_COUNTS = {
  people: 82,
  planets: 60,
  films: 6,
  species: 37,
  vehicles: 39,
  starships: 36,
} as const;

export type SwapiResource = keyof typeof SWAPI_COUNTS;

/** The fields of an item that its resource owns: text, lists of links, or one link. */
export type SwapiFields = Readonly<Record<string, string | number | readonly string[] | null>>;

/** Which items belong together; the same whichever side asks. */
interface Links {
  /** All items of a resource that are linked with this one. */
  many(resource: SwapiResource): readonly string[];
  /** The one item of a resource that this one belongs to. */
  one(resource: SwapiResource): string;
  /** The items of a resource that belong to this one. */
  owned(resource: SwapiResource): readonly string[];
}

const COLOURS = ['black', 'brown', 'blond', 'grey', 'none', 'n/a'] as const;
const CLIMATES = ['arid', 'temperate', 'tropical', 'frozen', 'unknown'] as const;
const TERRAINS = ['desert', 'grasslands, mountains', 'jungle', 'ocean', 'unknown'] as const;
const MAKERS = ['Playground Yards', 'Localhost Motors', 'Loopback Works'] as const;

/** Tells what each item is like, by resource. Numbers are text, as the service writes them. */
export const SWAPI_FIELDS: Readonly<
  Record<SwapiResource, (id: number, links: Links, people: People) => SwapiFields>
> = {
  people: (id, links, people) => ({
    name: people.at(id - 1).name,
    height: String(150 + draw(60, 'height', id)),
    mass: String(45 + draw(90, 'mass', id)),
    hair_color: pick(COLOURS, 'hair', id),
    skin_color: pick(['fair', 'light', 'dark', 'green'], 'skin', id),
    eye_color: pick(['blue', 'brown', 'yellow', 'red'], 'eye', id),
    birth_year: `${10 + draw(90, 'birth', id)}BBY`,
    gender: pick(['male', 'female', 'n/a'], 'gender', id),
    homeworld: links.one('planets'),
    films: links.many('films'),
    species: links.many('species'),
    vehicles: links.many('vehicles'),
    starships: links.many('starships'),
  }),
  planets: (id, links, people) => ({
    name: `${lastWord(people.at(id + 100).name)} ${pick(['Prime', 'Minor', 'Major', 'IV'], 'planet', id)}`,
    rotation_period: String(18 + draw(20, 'rotation', id)),
    orbital_period: String(200 + draw(600, 'orbit', id)),
    diameter: String(4000 + draw(15_000, 'diameter', id)),
    climate: pick(CLIMATES, 'climate', id),
    gravity: '1 standard',
    terrain: pick(TERRAINS, 'terrain', id),
    surface_water: String(draw(100, 'water', id)),
    population: draw(10, 'inhabited', id) === 0 ? 'unknown' : String(draw(2e9, 'population', id)),
    residents: links.owned('people'),
    films: links.many('films'),
  }),
  films: (id, links, people) => ({
    title: `The ${lastWord(people.at(id + 200).job)} of ${lastWord(people.at(id + 100).name)}`,
    episode_id: id,
    opening_crawl: `Somewhere on this machine,\r\npart ${id} of a long story begins.`,
    director: people.at(id + 210).name,
    producer: people.at(id + 220).name,
    release_date: new Date(Date.UTC(1977 + 3 * (id - 1), 4, 1 + draw(28, 'release', id)))
      .toISOString()
      .slice(0, 10),
    characters: links.many('people'),
    planets: links.many('planets'),
    starships: links.many('starships'),
    vehicles: links.many('vehicles'),
    species: links.many('species'),
  }),
  species: (id, links, people) => ({
    name: `${lastWord(people.at(id + 300).name)}oid`,
    classification: pick(['mammal', 'reptile', 'amphibian', 'artificial'], 'class', id),
    designation: 'sentient',
    average_height: String(100 + draw(130, 'species height', id)),
    skin_colors: 'green, grey',
    hair_colors: 'none',
    eye_colors: 'black',
    average_lifespan: String(60 + draw(400, 'lifespan', id)),
    homeworld: draw(8, 'homeless', id) === 0 ? null : links.one('planets'),
    language: `${lastWord(people.at(id + 300).name)}ese`,
    people: links.many('people'),
    films: links.many('films'),
  }),
  vehicles: (id, links, people) => ({
    ...craft('vehicles', id, people),
    vehicle_class: pick(['wheeled', 'repulsorcraft', 'walker'], 'vehicle class', id),
    pilots: links.many('people'),
    films: links.many('films'),
  }),
  starships: (id, links, people) => ({
    ...craft('starships', id, people),
    hyperdrive_rating: `${1 + draw(4, 'hyperdrive', id)}.0`,
    MGLT: String(40 + draw(80, 'MGLT', id)),
    starship_class: pick(['corvette', 'freighter', 'starfighter'], 'starship class', id),
    pilots: links.many('people'),
    films: links.many('films'),
  }),
};

function craft(kind: string, id: number, people: People): SwapiFields {
  const name = `${lastWord(people.at(id + 400).name)} ${pick(['Runner', 'Hauler', 'Skiff'], kind, id)}`;
  return {
    name,
    model: `${name} mark ${1 + draw(9, kind, 'mark', id)}`,
    manufacturer: pick(MAKERS, kind, 'maker', id),
    cost_in_credits: String(1000 * (1 + draw(500, kind, 'cost', id))),
    length: String(5 + draw(300, kind, 'length', id)),
    max_atmosphering_speed: String(100 + draw(1000, kind, 'speed', id)),
    crew: String(1 + draw(20, kind, 'crew', id)),
    passengers: String(draw(100, kind, 'passengers', id)),
    cargo_capacity: String(10 * draw(10_000, kind, 'cargo', id)),
    consumables: `${1 + draw(11, kind, 'consumables', id)} months`,
  };
}

function lastWord(text: string): string {
  return text.slice(text.lastIndexOf(' ') + 1);
}
