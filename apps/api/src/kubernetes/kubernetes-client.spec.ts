import { API_ENVIRONMENT, readEnvironment } from '@kubemonitor/config';
import { createKubernetesClient } from './kubernetes-client';

const ENVIRONMENT = readEnvironment(API_ENVIRONMENT, {});

describe('createKubernetesClient', () => {
  it('makes none where nothing asks the cluster', () => {
    expect(createKubernetesClient(ENVIRONMENT, {})).toBeUndefined();
  });

  it.each(['IDENTITY_SOURCE', 'AUTH_INGEST', 'AUTH_READ'])(
    'needs a way to the cluster for %s=kubernetes',
    (name) => {
      const environment = { ...ENVIRONMENT, [name]: 'kubernetes' };
      expect(() => createKubernetesClient(environment, {})).toThrow(
        'No way to the Kubernetes API server',
      );
    },
  );
});
