import { toRefusal } from './refusal';

const URL = 'http://x/api/pods?limit=1';

it.each([
  [
    404,
    '{"title":"Not found","detail":"No pod \\"a\\" is known."}',
    'not_found',
    'No pod "a" is known.',
  ],
  [409, '{"detail":"Two.","candidates":["a/x","b/x"]}', 'bad_usage', 'Two.; candidates: a/x, b/x'],
  [
    400,
    '{"detail":"\\"limit\\" is bad.","errors":[{"field":"limit","message":"is bad"}]}',
    'bad_usage',
    '"limit" is bad.',
  ],
  [
    400,
    '{"detail":"Bad.","errors":[{"field":"a","message":"x"},{"field":"b","message":"y"}]}',
    'bad_usage',
    'Bad.; a: x; b: y',
  ],
  [
    503,
    '{"kind":"Status","message":"no endpoints available"}',
    'unreachable',
    'no endpoints available',
  ],
  [500, '<html>', 'failed', '<html>'],
  [500, 'null', 'failed', 'null'],
])('%d %s is %s', (status, text, fault, reason) => {
  expect(toRefusal(URL, status, text)).toMatchObject({
    fault,
    message: `http://x/api/pods answered ${status}: ${reason}`,
  });
});

it.each([
  [401, /`kubectl create token .* certificate/],
  [403, /list pods and nodes of metrics\.k8s\.io/],
])('%d says what helps', (status, remedy) => {
  expect(toRefusal(URL, status, '').remedy).toMatch(remedy);
});

it('knows no remedy for the rest', () => {
  expect(toRefusal(URL, 500, '').remedy).toBeUndefined();
});
