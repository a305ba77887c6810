import fc from 'fast-check';
import { parsePlainContainerPath } from './plain-container-path';

const UID = '0fefa91d-8fc1-4525-86e6-06b13bfd3be2';
const ID = 'd6d5fbdd393d660be94cbfdabdcd2d1ebfb2483ec4038b40a649ac051138ac20';
const INNER_ID = '1aa7c366e01dd2d251a8dc78d24fa468d4d3a3b9451b29993517652443de6dfb';

describe('parsePlainContainerPath', () => {
  it.each([
    ['docker, cgroupfs driver', `/docker/${ID}`, 'docker'],
    ['docker, systemd driver', `/system.slice/docker-${ID}.scope`, 'docker'],
    [
      'docker without root',
      `/user.slice/user-1000.slice/user@1000.service/docker-${ID}.scope`,
      'docker',
    ],
    ['podman, systemd driver', `/machine.slice/libpod-${ID}.scope`, 'libpod'],
    ['podman, cgroupfs driver', `/libpod_parent/libpod-${ID}`, 'libpod'],
    ['containerd', `/system.slice/cri-containerd-${ID}.scope`, 'cri-containerd'],
    ['containerd, a namespace of its own', `/default/${ID}`, 'unknown'],
    ['another cgroup namespace', `/../../docker/${ID}`, 'docker'],
    ['no slash at the start', `docker-${ID}.scope`, 'docker'],
    ['a slash at the end', `/docker/${ID}/`, 'docker'],
  ])('finds the container of %s', (_, path, runtime) => {
    expect(parsePlainContainerPath(path)).toEqual({
      containerId: ID,
      runtime,
      isContainerRoot: true,
    });
  });

  it.each([
    ['its processes', `/machine.slice/libpod-${ID}.scope/container`, 'libpod'],
    ['a node’s kubelet', `/docker/${ID}/kubelet.slice/kubelet.service`, 'docker'],
    ['a container in the container', `/docker/${ID}/docker/${INNER_ID}`, 'docker'],
    ['a container of docker in one of containerd', `/default/${ID}/docker/${INNER_ID}`, 'unknown'],
  ])('finds the outermost container of %s', (_, path, runtime) => {
    expect(parsePlainContainerPath(path)).toEqual({
      containerId: ID,
      runtime,
      isContainerRoot: false,
    });
  });

  it.each([
    ['no path', ''],
    ['the root', '/'],
    ['a service', '/system.slice/docker.service'],
    ['all containers', '/docker'],
    ['a pod', `/kubepods/pod${UID}/${ID}`],
    ['a pod in a container', `/docker/${ID}/kubelet/kubepods/pod${UID}`],
    ['podman’s monitor', `/machine.slice/libpod-conmon-${ID}.scope`],
    ['CRI-O’s monitor', `/system.slice/crio-conmon-${ID}.scope`],
    ['a removed container', `/docker/${ID} (deleted)`],
    ['an id that is too short', `/docker/${ID.slice(1)}`],
    ['an id that is too long', `/docker/${ID}0`],
    ['a name before the id', `/docker/x${ID}`],
    ['a unit that names a container', `/system.slice/backup-of-docker-${ID}.service`],
  ])('finds no plain container in %s', (_, path) => {
    expect(parsePlainContainerPath(path)).toBeUndefined();
  });

  it('never throws', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('/', 'docker', '-', ID, '.scope'),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const found = parsePlainContainerPath(parts.join(''));
        if (found !== undefined) expect(found.containerId).toMatch(/^[0-9a-f]{64}$/);
      }),
    );
  });
});
