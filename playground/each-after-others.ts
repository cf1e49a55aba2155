import { manifestOf, type ServiceName } from './manifests.ts';

/** Does something for every service as soon as it is done for those that this one starts after. */
export async function eachAfterOthers(
  names: readonly ServiceName[],
  act: (name: ServiceName) => Promise<void>,
): Promise<void> {
  const begun = new Map<ServiceName, Promise<void>>();
  const actOnce = (name: ServiceName): Promise<void> => {
    const running = begun.get(name) ?? actAfterOthers(name);
    begun.set(name, running);
    return running;
  };
  const actAfterOthers = async (name: ServiceName): Promise<void> => {
    await Promise.all(names.filter((other) => manifestOf(name).after.includes(other)).map(actOnce));
    await act(name);
  };
  await Promise.all(names.map(actOnce));
}
