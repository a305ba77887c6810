import { rightFor, toQuestion } from './missing-right';

it.each([
  ['/api/cluster', 'kubectl auth can-i list nodes.metrics.k8s.io'],
  ['/api/nodes?limit=0', 'kubectl auth can-i list nodes.metrics.k8s.io'],
  ['/api/nodes/worker-1/pods', 'kubectl auth can-i get nodes.metrics.k8s.io'],
  ['/api/pods', 'kubectl auth can-i list pods.metrics.k8s.io'],
  ['/api/pods/web-0', 'kubectl auth can-i get pods.metrics.k8s.io'],
  ['/api/namespaces/shop', 'kubectl auth can-i list pods.metrics.k8s.io -n shop'],
  ['/api/namespaces/shop/pods', 'kubectl auth can-i list pods.metrics.k8s.io -n shop'],
  ['/api/namespaces/shop/pods/web-0', 'kubectl auth can-i get pods.metrics.k8s.io -n shop'],
  [
    '/api/namespaces/shop/workloads/Deployment/web/pods',
    'kubectl auth can-i list pods.metrics.k8s.io -n shop',
  ],
])('what %s needs is asked for by %s', (path, question) => {
  const right = rightFor(path);
  expect(right && toQuestion(right)).toBe(question);
});

it.each(['/api/reports', '/health', '/api/%', ''])('nothing is said of %j', (path) => {
  expect(rightFor(path)).toBeUndefined();
});
