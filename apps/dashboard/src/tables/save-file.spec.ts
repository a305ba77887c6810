import { fileName } from './save-file';

const AT = Date.UTC(2026, 10, 23, 14, 5, 30);

describe('fileName', () => {
  it.each([
    ['CPU of web-1', 'csv', 'CPU-of-web-1-20261123T140530Z.csv'],
    ['../../etc/passwd', 'png', 'etc-passwd-20261123T140530Z.png'],
    ['메모리 사용', 'csv', '메모리-사용-20261123T140530Z.csv'],
    ['***', 'csv', 'kubemonitor-20261123T140530Z.csv'],
  ])('of %s', (title, ending, name) => {
    expect(fileName(title, ending, AT)).toBe(name);
  });
});
