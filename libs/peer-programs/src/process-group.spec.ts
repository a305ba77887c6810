import { ProcessGroup } from './process-group';
import { ProgramError } from './program-error';

describe('ProcessGroup', () => {
  const processes = new ProcessGroup();
  const start = (code: string) =>
    processes.start({ name: 'the program', command: process.execPath, args: ['-e', code] });

  afterAll(() => processes.stopAll());

  it('waits until a program says it is ready, and ends it', async () => {
    const started = start('console.log("ready 7"); setInterval(() => {}, 1000)');
    expect((await started.waitForOutput(/ready (\d)/))[1]).toBe('7');
    await started.stop();
    expect(await started.ended).toBeNull();
  });

  it('tells what a program said that ended instead', async () => {
    const started = start('console.error("no such disk"); process.exit(3)');
    const ready = started.waitForOutput(/ready/);
    await expect(ready).rejects.toThrow(ProgramError);
    await expect(ready).rejects.toThrow(/exit code 3.*no such disk/s);
  });
});
