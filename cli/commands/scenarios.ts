import { Command } from 'commander';
import { table } from '../../core/table.ts';
import { explainedScenario } from '../../trial/present-scenario.ts';
import { chosenScenarios, readScenarios } from '../../trial/read-scenarios.ts';
import { shownNumber } from '../../trial/scenario.ts';
import { packageFile } from '../package-file.ts';
import type { Terminal } from '../terminal.ts';

interface ScenariosOptions {
  readonly explain?: string;
  readonly json?: boolean;
}

/** Lists how connectors lose rows, or explains one of these ways. */
export function scenariosCommand(terminal: Terminal): Command {
  return new Command('scenarios')
    .description('list how connectors lose, double and spoil rows, or explain one way')
    .option('--explain <scenario>', 'one of them, by its number or its name')
    .option('--json', 'as JSON')
    .action(async ({ explain, json }: ScenariosOptions) => {
      const all = await readScenarios(packageFile('scenarios'));
      const chosen = chosenScenarios(all, explain === undefined ? [] : [explain]);
      if (json) {
        terminal.write(`${JSON.stringify(explain === undefined ? chosen : chosen[0], null, 2)}\n`);
      } else if (explain !== undefined) {
        terminal.write(chosen.map(explainedScenario).join('\n'));
      } else {
        const rows = chosen.map((one) => [shownNumber(one), one.name, one.title, one.needs.join(', ')]);
        terminal.write(table(['', 'Name', 'What happens', 'Concerns who reads'], rows));
      }
    });
}
