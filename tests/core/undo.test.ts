import { describe, expect, it } from '@jest/globals';
import { Undo } from '../../core/undo.ts';

describe('Undo', () => {
  it('runs its steps in reverse order, each once, waiting for each', async () => {
    const steps: string[] = [];
    const undo = new Undo();
    undo.defer(() => {
      steps.push('first');
    });
    undo.defer(async () => {
      await Promise.resolve();
      steps.push('second');
    });
    await undo.run();
    await undo.run();
    expect(steps).toEqual(['second', 'first']);
  });

  it('runs every step even if some fail, and throws the first failure at the end', async () => {
    const steps: string[] = [];
    const undo = new Undo();
    undo.defer(() => {
      steps.push('last of all');
    });
    undo.defer(() => Promise.reject(new Error('second failure')));
    undo.defer(() => {
      throw new Error('first failure');
    });
    await expect(undo.run()).rejects.toThrow('first failure');
    expect(steps).toEqual(['last of all']);
  });
});

describe('Undo.onFailure', () => {
  it('gives what was built and undoes nothing', async () => {
    const steps: string[] = [];
    const built = await Undo.onFailure(async (undo) => {
      undo.defer(() => {
        steps.push('undone');
      });
      return 'built';
    });
    expect([built, steps]).toEqual(['built', []]);
  });

  it('undoes what was deferred and rejects with the error of the build, not of the undoing', async () => {
    const steps: string[] = [];
    const building = Undo.onFailure(async (undo) => {
      undo.defer(() => {
        steps.push('undone');
      });
      undo.defer(() => Promise.reject(new Error('cannot undo')));
      throw new Error('cannot build');
    });
    await expect(building).rejects.toThrow('cannot build');
    expect(steps).toEqual(['undone']);
  });
});
