import { toListPath } from './list-path';

describe('toListPath', () => {
  const fields = [
    { key: 'memory_limit_percent', header: 'lists.memory' },
    { key: 'restarts', header: 'lists.restarts', isMember: true },
    { key: 'pids', header: 'lists.pids' },
  ] as const;

  it('asks for what is shown, and no members', () => {
    expect(toListPath('/api/pods', fields, new Set(['memory_limit_percent', 'restarts']))).toBe(
      '/api/pods?limit=0&fields=cpu_millicores,memory_bytes,memory_limit_percent',
    );
  });

  it('encodes filters and leaves empty ones out', () => {
    const filters = { namespace: 'a b', node: '', labelSelector: null };
    expect(toListPath('/api/pods', fields, new Set(), filters)).toBe(
      '/api/pods?limit=0&namespace=a+b&fields=cpu_millicores,memory_bytes',
    );
  });
});
