import type { OpenDriver } from './store-contract';

/** Names from outside that would be something else to a query language, a path or a log. */
const HOSTILE = [
  'a"} or {x="',
  "it's",
  'back\\slash\\n',
  'line\nend\r',
  '.*',
  '(a|b)+$^[c]{2}?',
  '$1 ${x} %s',
  '한글 🙂',
  '{node="n1"}',
  'a,b=~c',
  '\u0001\u0002 \u007f',
  '["ns","pod\\"x"]',
];

/** Names are untrusted text: each is its own entity and nothing else. */
export function describeNames(open: OpenDriver): void {
  describe('names', () => {
    it('of pods, cgroups and groups may be any text', async () => {
      const driver = await open();
      driver.goTo(1);
      for (const tick of [0, 1]) {
        await driver.report({
          tick,
          pods: Object.fromEntries(HOSTILE.map((name, at) => [name, { pids: at + tick }])),
          cgroups: Object.fromEntries(HOSTILE.map((name, at) => [name, { pids: 100 + at }])),
        });
      }
      for (const name of HOSTILE) driver.assign(name, { namespace: name });
      await driver.driver.settle();
      const expected = Object.fromEntries(HOSTILE.map((name, at) => [name, at + 1]));
      expect(await driver.latest('pod', HOSTILE, 'pids')).toEqual(expected);
      for (const [at, name] of HOSTILE.entries()) {
        expect(await driver.latest('pod', [name], 'pids')).toEqual({ [name]: at + 1 });
        expect(await driver.latest('cgroup', [name], 'pids')).toEqual({ [name]: 100 + at });
      }
      const { groups } = await driver.groupLatest('namespace', 'pids');
      expect(groups).toEqual(Object.fromEntries(HOSTILE.map((name, at) => [name, [1, 0, at + 1]])));
    });

    it('of nodes may be any text', async () => {
      const driver = await open();
      for (const [at, node] of HOSTILE.entries()) {
        await driver.report({ tick: 0, node, host: { pids: at }, pods: { same: { pids: at } } });
      }
      await driver.driver.settle();
      for (const [at, node] of HOSTILE.entries()) {
        expect(await driver.latest('node', [node], 'pids', node)).toEqual({ [node]: at });
        expect(await driver.latest('pod', ['same'], 'pids', node)).toEqual({ same: at });
      }
    });
  });
}
