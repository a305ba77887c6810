import type { DaemonSet, Deployment } from 'kubernetes-models/apps/v1';
import type { IContainer, IPodTemplateSpec } from 'kubernetes-models/v1';
import { createBase } from '../src/base';
import { describeObject } from '../src/resource';
import type { ValidatedObject } from '../src/resource';

/** All objects of the default install. */
export function baseObjects(): ValidatedObject[] {
  return [...createBase().values()].flat().map(({ object }) => object);
}

/** The base's object that `describeObject` calls `name`. @throws when there is none. */
export function baseObject<T extends ValidatedObject>(name: string): T {
  const object = baseObjects().find((candidate) => describeObject(candidate) === name);
  if (object === undefined) throw new Error(`no ${name}`);
  return object as T;
}

/** The pod of each of the two programs. */
export function podTemplates(): { api: IPodTemplateSpec; collector: IPodTemplateSpec } {
  const api = baseObject<Deployment>('kubemonitor Deployment/monitor-api').spec?.template;
  const collector = baseObject<DaemonSet>('kubemonitor DaemonSet/resource-collector').spec
    ?.template;
  if (api === undefined || collector === undefined) throw new Error('a workload has no pod');
  return { api, collector };
}

/** The only container of a pod. @throws when there is another number of them. */
export function onlyContainer(template: IPodTemplateSpec): IContainer {
  const { containers = [], initContainers = [] } = template.spec ?? {};
  const [container, ...more] = [...containers, ...initContainers];
  if (more.length > 0) throw new Error('more than one container');
  return container;
}
