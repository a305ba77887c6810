import { parseOsRelease } from './system';

it.each([
  [
    'PRETTY_NAME="Ubuntu 22.04.4 LTS"\nID=ubuntu\nID_LIKE=debian\n',
    '5.15.0-generic',
    'debian',
    'Ubuntu 22.04.4 LTS',
  ],
  [
    'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n',
    '6.1.0',
    'debian',
    'Debian GNU/Linux 12 (bookworm)',
  ],
  [
    'PRETTY_NAME="Ubuntu 22.04.4 LTS"\nID=ubuntu\n',
    '5.15.153.1-microsoft-standard-WSL2',
    'debian',
    'Ubuntu 22.04.4 LTS on WSL',
  ],
  ['PRETTY_NAME="Fedora Linux 40"\nID=fedora\n', '6.8', 'other', 'Fedora Linux 40'],
  ['', '6.8', 'other', 'unknown'],
])('%j', (text, kernel, kind, name) => {
  expect(parseOsRelease(text, kernel)).toEqual({ kind, name });
});
