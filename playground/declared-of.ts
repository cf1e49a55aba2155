import type { TableDeclaration } from '../fixtures/declared/table-declaration.ts';
import type { Settings } from './settings.ts';

/** The tables that a world has besides its own: those that it was given, and those of its sources. */
export function declaredOf({
  declared,
  sources,
}: Pick<Settings, 'declared' | 'sources'>): readonly TableDeclaration[] {
  return [...declared, ...sources.all.flatMap(({ resources }) => resources.map(({ table }) => table))];
}
