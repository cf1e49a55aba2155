import type { SourceDeclaration } from '../../sources/declaration.ts';
import { DeclaredSources } from '../../sources/declared-sources.ts';
import type { Settings } from '../settings.ts';
import { worldOf } from '../world-of.ts';

/** The sources of one's own that a playground answers for. */
export interface PlaygroundSources {
  readonly all: readonly SourceDeclaration[];
  /**
   * Answers for these from now on. A source whose declaration is another object begins anew: it knows no token that it
   * has given, and has counted no request.
   *
   * @throws PlaygroundError `ERR_BAD_OPTION` for what cannot be together, and for a table that there cannot be; the
   * sources are as they were then
   */
  replace(all: readonly SourceDeclaration[]): void;
}

export function playgroundSources(settings: Settings): PlaygroundSources {
  const { sources } = settings;
  return {
    get all() {
      return sources.all;
    },
    replace(all) {
      worldOf({ ...settings, sources: new DeclaredSources(all) });
      sources.replace(all);
    },
  };
}
