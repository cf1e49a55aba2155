const ITS_PORTS = 'The ports of a world are any free ones: its control_url and services are in the answer.';

/** What no request for a world can carry, or what is asked for elsewhere, and what to do for it. */
export const OPTIONS_ELSEWHERE: Readonly<Record<string, string>> = {
  stand_ins:
    'A stand-in is code. Start the playground with it, and its worlds have it too: playground up --stand-ins FILE.',
  sources: 'Worlds have the sources of their playground: playground up --source FILE.',
  declared: 'A world has tables of its own in Node.js: world() of createPlayground().',
  replays: 'Worlds answer from the recordings of their playground: playground up --replay FILE.har.',
  replay_ignore: 'Worlds have what their playground has: playground up --replay-ignore NAMES.',
  faults: 'Make the world, then add them at its control_url: POST /_playground/faults.',
  ports: ITS_PORTS,
  control_port: ITS_PORTS,
};
