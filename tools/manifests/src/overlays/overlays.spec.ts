import { Deployment } from 'kubernetes-models/apps/v1';
import type { IDeployment } from 'kubernetes-models/apps/v1';
import { PersistentVolumeClaim } from 'kubernetes-models/v1';
import type { IPersistentVolumeClaim } from 'kubernetes-models/v1';
import { applyPatch } from '../../test/apply-patch';
import { baseObject, baseObjects, onlyContainer } from '../../test/installed';
import { describeObject } from '../resource';
import type { KubernetesObject } from '../resource';
import { createOverlays } from './overlays';

const overlays = createOverlays();
const PATCHES = [...overlays].flatMap(([name, { patches }]) =>
  [...patches].map(([file, patch]) => [`${name}/${file}`, patch] as const),
);

/** What the patches make of the object `name` of the base. */
function installed(overlay: string, name: string): unknown {
  const base = baseObject(name);
  const patch = [...(overlays.get(overlay)?.patches.values() ?? [])].find(
    ({ target }) => describeObject(target) === name,
  );
  return patch === undefined ? base.toJSON() : applyPatch(base, patch.body);
}

function installedApi(overlay: string): Deployment {
  const api = new Deployment(
    installed(overlay, 'kubemonitor Deployment/monitor-api') as IDeployment,
  );
  api.validate();
  return api;
}

function valueOf(api: Deployment, variable: string): string | undefined {
  const { env = [] } = onlyContainer(api.spec?.template ?? {});
  return env.find(({ name }) => name === variable)?.value;
}

describe.each(PATCHES)('the patch %s', (_, patch) => {
  it('names an object of the base as Kustomize looks for it', () => {
    const { apiVersion, kind, metadata } = patch.body as unknown as KubernetesObject;
    const target = baseObject(describeObject({ apiVersion, kind, metadata }));

    expect(target.apiVersion).toBe(apiVersion);
  });

  it('changes something', () => {
    const base = baseObjects().find(
      (object) => describeObject(object) === describeObject(patch.target),
    );

    expect(applyPatch(base, patch.body)).not.toEqual(base?.toJSON());
  });
});

it.each([...overlays.keys()])(
  '%s has the containers, volumes and mounts of the base',
  (overlay) => {
    const spec = installedApi(overlay).spec?.template.spec;
    const [container] = spec?.containers ?? [];

    expect(spec?.containers.map(({ name }) => name)).toEqual(['api']);
    expect(spec?.volumes?.map(({ name }) => name)).toEqual(['data']);
    expect(container.volumeMounts).toEqual([{ name: 'data', mountPath: '/var/lib/kubemonitor' }]);
  },
);

describe('demo', () => {
  it('lets everybody read, and collectors write only with their token', () => {
    const api = installedApi('demo');

    expect(valueOf(api, 'AUTH_READ')).toBe('none');
    expect(valueOf(api, 'AUTH_INGEST')).toBe('kubernetes');
    expect(valueOf(api, 'HOST')).toBe('0.0.0.0');
  });

  it('needs no storage class', () => {
    expect(installedApi('demo').spec?.template.spec?.volumes).toEqual([
      { name: 'data', emptyDir: { sizeLimit: '2Gi' } },
    ]);
    // A pod whose volume passes its limit is evicted.
    expect(Number(valueOf(installedApi('demo'), 'RETENTION_MAX_BYTES'))).toBe(1.5 * 2 ** 30);
    expect(installed('demo', 'kubemonitor PersistentVolumeClaim/monitor-api-data')).toBeUndefined();
  });

  it('keeps the port on every node', () => {
    expect(installed('demo', 'kubemonitor Service/monitor-api-nodeport')).toBeDefined();
  });
});

describe('production', () => {
  it('has room for more, and still asks for tokens', () => {
    const api = installedApi('production');

    expect(onlyContainer(api.spec?.template ?? {}).resources).toEqual({
      requests: { cpu: '500m', memory: '2Gi' },
      limits: { memory: '4Gi' },
    });
    expect(valueOf(api, 'MAX_SERIES')).toBe('1000000');
    expect(Number(valueOf(api, 'RETENTION_MAX_BYTES'))).toBe(90 * 2 ** 30);
    expect(valueOf(api, 'AUTH_READ')).toBe('kubernetes');
    expect(api.spec?.template.spec?.volumes).toEqual([
      { name: 'data', persistentVolumeClaim: { claimName: 'monitor-api-data' } },
    ]);
  });

  it('has a larger volume', () => {
    const claim = new PersistentVolumeClaim(
      installed(
        'production',
        'kubemonitor PersistentVolumeClaim/monitor-api-data',
      ) as IPersistentVolumeClaim,
    );
    claim.validate();

    expect(claim.spec?.resources?.requests).toEqual({ storage: '100Gi' });
  });

  it('has no port on the nodes', () => {
    expect(installed('production', 'kubemonitor Service/monitor-api-nodeport')).toBeUndefined();
  });
});
