import { matchKind } from './workload-kinds';

describe('matchKind', () => {
  it.each(['StatefulSet', 'statefulset', 'statefulsets', 'STATEFULSETS'])('knows %s', (text) => {
    const isKind = matchKind(text);
    expect(isKind('StatefulSet')).toBe(true);
    expect(isKind('DaemonSet')).toBe(false);
  });

  it('knows kinds of custom controllers', () => {
    expect(matchKind('rollouts')('Rollout')).toBe(true);
  });

  it.each(['', ' ', '1', 'a b', 'deploy/ment', '<b>', 'kind%00'])('refuses %j', (text) => {
    expect(() => matchKind(text)).toThrow('"kind" is not a kind such as Deployment');
  });
});
