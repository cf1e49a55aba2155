import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const NO_OTHER = /knows no other service/;

/** `echo` is a service that there is not: a new one needs no rule of its own. */
const RULES: readonly [file: string, imported: string, refusal: RegExp | undefined][] = [
  ['services/echo/embedded.ts', '../redshift/embedded.ts', NO_OTHER],
  ['services/echo/embedded.ts', '../api/routes/routes.ts', NO_OTHER],
  ['services/echo/routes/hello.ts', '../../redshift/embedded.ts', NO_OTHER],
  ['services/echo/routes/hello/world.ts', '../../../redshift/embedded.ts', NO_OTHER],
  ['services/redshift/embedded.ts', '../echo/endpoints.ts', NO_OTHER],
  ['services/redshift/container.ts', '../echo/endpoints.ts', /what its service promises/],
  ['services/echo/embedded.ts', '../../playground/playground.ts', NO_OTHER],
  ['services/echo/embedded.ts', '../../containers/support/trust.ts', NO_OTHER],
  ['services/echo/embedded.ts', './container.ts', NO_OTHER],
  ['services/echo/embedded.ts', './routes/hello.ts', undefined],
  ['services/echo/embedded.ts', '../manifest.ts', undefined],
  ['services/echo/embedded.ts', '../../core/logger.ts', undefined],
  ['services/echo/embedded.ts', '../../fixtures/index.ts', undefined],
  ['services/echo/embedded.ts', '../../core/control/ask-reset.ts', undefined],
  ['services/echo/routes/hello.ts', '../endpoints.ts', undefined],
  ['services/echo/routes/hello.ts', '../select/page.ts', undefined],
  ['services/echo/routes/hello.ts', '../../../core/logger.ts', undefined],
  ['services/echo/routes/hello.ts', '../../../core/control/ask-reset.ts', undefined],
  ['services/echo/routes/hello/world.ts', '../../select/page.ts', undefined],
  ['services/echo/routes/hello/world.ts', '../../../../core/control/ask-reset.ts', undefined],
  ['services/echo/container.ts', '../../containers/support/trust.ts', undefined],
  ['services/echo/container.ts', '../../containers/index.ts', /what its service promises/],
  ['services/echo/container.ts', './endpoints.ts', undefined],
  ['services/echo/container.ts', './embedded.ts', /what its service promises/],
  ['core/clock.ts', '../services/manifest.ts', /only node: modules/],
  ['core/clock.ts', '../connectors/examples.ts', /only node: modules/],
  ['fixtures/people.ts', '../core/clock.ts', /pure/],
  ['fixtures/people.ts', 'node:fs', /pure/],
  ['recordings/recording.ts', '../services/gateway/relay.ts', /core alone/],
  ['recordings/recording.ts', '../playground/playground.ts', /core alone/],
  ['recordings/recording.ts', '../core/replace-file.ts', undefined],
  ['services/echo/embedded.ts', '../../recordings/recording.ts', undefined],
  ['cli/main.ts', '../recordings/recording.ts', undefined],
  ['playground/playground.ts', '../cli/program.ts', /who calls it/],
  ['playground/playground.ts', '../connectors/examples.ts', /who calls it/],
  ['sources/declaration.ts', '../fixtures/table.ts', undefined],
  ['sources/declaration.ts', '../services/gateway/embedded.ts', /who serves it/],
  ['sources/answer/source-app.ts', '../../playground/playground.ts', /who serves it/],
  ['fixtures/people.ts', '../sources/declaration.ts', /pure/],
  ['services/echo/embedded.ts', '../../sources/declaration.ts', undefined],
  ['connectors/examples.ts', '../cli/program.ts', /starts nothing/],
  ['connectors/examples.ts', '../services/api/embedded.ts', /starts nothing/],
  ['connectors/examples.ts', '../playground/manifests.ts', undefined],
  ['containers/index.ts', '../services/api/embedded.ts', /never load the servers/],
  ['containers/index.ts', './support/trust.ts', undefined],
  ['containers/support/trust.ts', '../index.ts', /core, authority and testcontainers/],
  ['containers/support/trust.ts', '../../authority/open-authority.ts', undefined],
  ['verify/destination.ts', '../services/api/embedded.ts', /no service/],
  ['verify/destination.ts', '../playground/playground.ts', /no service/],
  ['verify/destination.ts', '../fixtures/world-table.ts', undefined],
  ['verify/verify.ts', '../trial/scenario.ts', /no service/],
  ['playground/playground.ts', '../trial/scenario.ts', /who calls it/],
  ['trial/scenario.ts', '../cli/program.ts', /whom it tries/],
  ['trial/scenario.ts', '../services/api/embedded.ts', /whom it tries/],
  ['trial/scenario.ts', '../playground/playground.ts', undefined],
  ['trial/scenario.ts', '../verify/verify.ts', undefined],
  ['clients/matchers/source.ts', '../../playground/playground.ts', /never loads the servers/],
  ['clients/matchers/source.ts', '../../services/api/embedded.ts', /never loads the servers/],
  ['clients/matchers/source.ts', '../../cli/program.ts', /never loads the servers/],
  ['clients/matchers/source.ts', '../../playground/control/ask-control.ts', undefined],
  ['clients/matchers/source.ts', '../../verify/verify.ts', undefined],
  ['cli/main.ts', '../trial/scenario.ts', undefined],
  ['cli/main.ts', '../services/api/embedded.ts', /never to a service/],
  ['cli/main.ts', '../connectors/examples.ts', undefined],
  ['examples/read-all-pages.ts', '../playground/index.ts', /by name/],
];

let refusals: ReadonlyMap<string, string>;

beforeAll(async () => {
  await using folder = await temporaryDirectory();
  await copyFile('biome.json', path.join(folder.path, 'biome.json'));
  for (const file of new Set(RULES.map(([name]) => name))) {
    await mkdir(path.join(folder.path, path.dirname(file)), { recursive: true });
    await writeFile(
      path.join(folder.path, file),
      importsOf(file)
        .map((name) => `export * from '${name}';\n`)
        .join(''),
    );
  }
  refusals = new Map(
    lint(folder.path).map(([file, line, message]) => [`${file} ${importsOf(file)[line - 1]}`, message]),
  );
});

function importsOf(file: string): readonly string[] {
  return RULES.filter(([name]) => name === file).map(([, imported]) => imported);
}

const ERROR = /^::error .*file=([^,]+),line=(\d+),.*::(.*)$/gm;

function lint(folder: string): readonly [file: string, line: number, message: string][] {
  const settings = ['--vcs-enabled=false', '--only=style/noRestrictedImports', '--max-diagnostics=none'];
  const { stdout } = spawnSync(
    path.resolve('node_modules/.bin/biome'),
    ['lint', ...settings, '--reporter=github', '.'],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  );
  return [...stdout.matchAll(ERROR)].map(([, file, line, message]) => [
    path.relative(folder, String(file)),
    Number(line),
    String(message),
  ]);
}

it.each(RULES)('%s importing %s', (file, imported, refusal) => {
  const said = refusals.get(`${file} ${imported}`);
  if (refusal) expect(said).toMatch(refusal);
  else expect(said).toBeUndefined();
});
