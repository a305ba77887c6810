import { chooseForm } from './accept';

const OBJECT = { as: 'object' };

it.each([
  ['none', undefined, OBJECT],
  ['an empty one', '', OBJECT],
  ['anything', '*/*', OBJECT],
  ['a dashboard', 'application/json', OBJECT],
  ['kubectl top', 'application/vnd.kubernetes.protobuf, */*', OBJECT],
  ['a typed client', 'application/vnd.kubernetes.protobuf,application/json', OBJECT],
  ['kubectl get --raw', 'application/json, */*', OBJECT],
  [
    'kubectl get',
    'application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json',
    { as: 'table', version: 'v1' },
  ],
  [
    'an older kubectl get',
    'application/json;as=Table;v=v1beta1;g=meta.k8s.io, application/json',
    { as: 'table', version: 'v1beta1' },
  ],
  ['a form nobody has', 'application/json;as=Card;v=v1;g=meta.k8s.io, application/json', OBJECT],
  [
    'a table that is wanted less',
    'application/json;as=Table;v=v1;g=meta.k8s.io;q=0.5, */*',
    OBJECT,
  ],
  ['capitals and blanks', ' Application/JSON ; q=0.3 , text/html', OBJECT],
])('%s', (_case, accept, form) => {
  expect(chooseForm(accept)).toEqual(form);
});

it.each(['text/html', 'application/json;q=0', 'application/json;as=Table;v=v2;g=meta.k8s.io', ';'])(
  'refuses %s',
  (accept) => {
    expect(() => chooseForm(accept)).toThrow('only the following media types are accepted');
  },
);
