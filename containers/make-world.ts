import path from 'node:path';
import type { StartedTestContainer } from 'testcontainers';
import { Undo } from '../core/undo.ts';
import { WORLDS_PATH } from '../core/worlds/ways.ts';
import type { ServiceName, StartedEndpoints } from '../playground/manifests.ts';
import { truthFile } from '../playground/truth.ts';
import { worldsIn } from '../playground/worlds/folders.ts';
import { createWorld, deleteWorld } from '../playground/worlds/remote-worlds.ts';
import type { HostFolder } from './host-folder.ts';
import { FOLDER_INSIDE, type HostView, outsideOf } from './host-view.ts';
import { pointVault } from './point-vault.ts';
import { StartedWorld } from './started-world.ts';
import { readInside } from './support/read-inside.ts';
import { ledTo } from './world-endpoints.ts';
import { type ContainerWorldOptions, worldOrder } from './world-order.ts';

/** A playground in a container that makes worlds. */
interface Maker {
  readonly container: StartedTestContainer;
  readonly folder: HostFolder;
  readonly view: HostView;
}

/** @throws PlaygroundError `ERR_BAD_OPTION`, after which there is no world of this name that was not there before */
export function makeWorld(
  { container, folder, view }: Maker,
  name: string,
  options: ContainerWorldOptions,
): Promise<StartedWorld> {
  return Undo.onFailure(async (undo) => {
    const makerUrl = view.controlUrl;
    await createWorld(makerUrl, worldOrder(name, options, Object.keys(view.endpoints) as ServiceName[]));
    undo.defer(() => deleteWorld(makerUrl, name));
    const read = async (file: string): Promise<unknown> =>
      JSON.parse(await readInside(container, path.posix.join(worldsIn(FOLDER_INSIDE), name, file)));
    const [inside, truth] = await Promise.all([read('endpoints.json'), read(truthFile.name)]);
    const ofWorld: HostView = {
      ...view,
      inside: inside as StartedEndpoints,
      endpoints: ledTo(name, outsideOf(inside as StartedEndpoints, container, folder)),
      controlUrl: `${makerUrl}${WORLDS_PATH}${name}`,
    };
    await pointVault(ofWorld);
    const parts = { name, makerUrl, truth: truthFile.parse(truth), folder: folder.path };
    const world = new StartedWorld({ ...parts, view: ofWorld });
    if (options.faults) await world.faults.add(...options.faults);
    return world;
  });
}
