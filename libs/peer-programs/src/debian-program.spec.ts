import { accessSync, constants } from 'node:fs';
import { findProgram } from './debian-program';
import { ProgramError } from './program-error';

const ignore = () => undefined;

describe('findProgram', () => {
  it('finds a program of an installed package', () => {
    // dpkg comes with every Debian; elsewhere there is nothing to find.
    const find = () => findProgram({ packageName: 'dpkg', program: /^dpkg$/ }, false, ignore);
    let path: string;
    try {
      path = find();
    } catch (error) {
      expect(error).toBeInstanceOf(ProgramError);
      return;
    }
    expect(path).toMatch(/\/dpkg$/);
    expect(() => accessSync(path, constants.X_OK)).not.toThrow();
  });

  it('says how to install what is not there', () => {
    const find = () =>
      findProgram({ packageName: 'no-such-package', program: /^nothing$/ }, false, ignore);
    expect(find).toThrow('sudo apt-get install --no-install-recommends no-such-package');
    expect(find).toThrow(ProgramError);
  });
});
