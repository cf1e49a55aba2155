import { Command, Option } from 'commander';
import type { PresentedClock } from '../../core/control/controlled-clock.ts';
import { PlaygroundError } from '../../core/playground-error.ts';
import { holderUrlOf } from '../../playground/clock/holder.ts';
import { type ClockRequest, moveClock, readClock } from '../../playground/clock/remote-clock.ts';
import { clockProgress } from '../clock-progress.ts';
import type { Terminal } from '../terminal.ts';
import { rateOf } from './clock-rate.ts';
import { directoryOption } from './directory-option.ts';
import { controlUrlOf, type DirectoryOptions, runningPlayground } from './running.ts';
import { inWorld, worldOption } from './world-option.ts';

interface ClockOptions extends DirectoryOptions {
  readonly json?: boolean;
  readonly rate?: number;
}

/** Shows and moves the clock of a running playground. */
export function clockCommand(terminal: Terminal): Command {
  const show = (options: ClockOptions) => tell(options, terminal, (url) => readClock(url));
  const move = (options: ClockOptions, request: ClockRequest) =>
    tell(options, terminal, (url) => moveClock(url, request, clockProgress(terminal, options.json === true)));
  const command = new Command('clock').description('show the time of the world, or move it');
  const add = (name: string, description: string): Command =>
    withOptions(command.command(name).description(description));
  withOptions(command).action(show);
  add('show', 'show the time of the world (what happens without a word)').action((_options, self) =>
    show(self.optsWithGlobals()),
  );
  add('advance <duration>', 'let time pass: 90s, 5m, 1h30m, 2d').action((advance: string, _options, self) =>
    move(self.optsWithGlobals(), { advance }),
  );
  add('to <instant>', 'let time pass until an instant: 2026-01-01T03:00:00Z').action(
    (to: string, _options, self) => move(self.optsWithGlobals(), { to }),
  );
  add('next', 'let time pass until something happens').action((_options, self) =>
    move(self.optsWithGlobals(), { next: true }),
  );
  add('run', 'let the clock run by itself')
    .addOption(
      new Option('--rate <number>', 'seconds of the world in a real second; 0 stops it')
        .argParser(rateOf)
        .makeOptionMandatory(),
    )
    .action((_options, self) => {
      const options: ClockOptions = self.optsWithGlobals();
      return move(options, { rate: options.rate as number });
    });
  return command;
}

function withOptions(command: Command): Command {
  return command
    .addOption(directoryOption())
    .addOption(worldOption())
    .option('--json', 'print the clock as JSON');
}

async function tell(
  given: ClockOptions,
  terminal: Terminal,
  ask: (controlUrl: string) => Promise<PresentedClock>,
): Promise<void> {
  const options = await inWorld(given, terminal);
  const started = await runningPlayground(options, terminal);
  const url = (await controlUrlOf(options, terminal)) ?? holderUrlOf(started);
  if (url === undefined) throw noClockHere();
  const clock = await ask(url);
  terminal.write(`${options.json ? JSON.stringify(clock) : inWords(clock)}\n`);
}

function inWords({ now, rate, world }: PresentedClock): string {
  const pace =
    rate === 0 ? 'stands still' : rate === 1 ? 'runs in real time' : `runs at ${rate} times real time`;
  return `${now}  (${world} world; the clock ${pace})`;
}

function noClockHere(): PlaygroundError {
  return new PlaygroundError(
    'ERR_NOT_STARTED',
    'The services of this playground are containers of their own, which have the real time. ' +
      'A clock that can be moved needs playground up, the image connector-playground, or Docker Compose with PLAYGROUND_WORLD=living.',
  );
}
