import fc from 'fast-check';
import { parseCgroupPath } from './cgroup-path';
import type { CgroupIdentity } from './cgroup-path';

const UID = '0fefa91d-8fc1-4525-86e6-06b13bfd3be2';
const UID_ = '0fefa91d_8fc1_4525_86e6_06b13bfd3be2';
const OTHER_UID = 'feeb6cf0-cf57-4e1b-8e9d-ff1f016e6b4b';
const OTHER_UID_ = 'feeb6cf0_cf57_4e1b_8e9d_ff1f016e6b4b';
const HASH = 'd59ad9f43200013ed023ab64ca4718bb';
const ID = 'd6d5fbdd393d660be94cbfdabdcd2d1ebfb2483ec4038b40a649ac051138ac20';
const NODE_ID = '6562f82315b755f3b31f3279b1a2b02544fd698def3629ad832429cb67930a69';
const INNER_ID = '1aa7c366e01dd2d251a8dc78d24fa468d4d3a3b9451b29993517652443de6dfb';

const CGROUPFS_POD = `/kubepods/burstable/pod${UID}`;
const SYSTEMD_POD = `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${UID_}.slice`;

/** What all rows of a table have in common, with what is particular to one. */
function identity(particular: Partial<CgroupIdentity>): CgroupIdentity {
  return {
    podUid: UID,
    qos: 'Burstable',
    driver: 'systemd',
    isStaticPod: false,
    isPodRoot: false,
    isContainerRoot: false,
    ...particular,
  };
}

const POD: Partial<CgroupIdentity> = { isPodRoot: true };
const CONTAINER: Partial<CgroupIdentity> = { containerId: ID, isContainerRoot: true };
const CONTAINERD: Partial<CgroupIdentity> = { ...CONTAINER, runtime: 'cri-containerd' };
const BARE_ID: Partial<CgroupIdentity> = { ...CONTAINER, driver: 'cgroupfs', runtime: 'unknown' };

describe('parseCgroupPath', () => {
  it.each<[string, string, Partial<CgroupIdentity>]>([
    ['Guaranteed pod', `/kubepods/pod${UID}`, { ...POD, qos: 'Guaranteed' }],
    ['Burstable pod', CGROUPFS_POD, POD],
    ['BestEffort pod', `/kubepods/besteffort/pod${UID}`, { ...POD, qos: 'BestEffort' }],
    ['static pod', `/kubepods/burstable/pod${HASH}`, { ...POD, podUid: HASH, isStaticPod: true }],
    ['a slash at the end', `${CGROUPFS_POD}/`, POD],
    ['no slash at the start', CGROUPFS_POD.slice(1), POD],
    ['Guaranteed container', `/kubepods/pod${UID}/${ID}`, { ...BARE_ID, qos: 'Guaranteed' }],
    ['Burstable container', `${CGROUPFS_POD}/${ID}`, BARE_ID],
    [
      'BestEffort container',
      `/kubepods/besteffort/pod${UID}/${ID}`,
      { ...BARE_ID, qos: 'BestEffort' },
    ],
    ['CRI-O container', `${CGROUPFS_POD}/crio-${ID}`, { ...BARE_ID, runtime: 'crio' }],
    ['below the container', `${CGROUPFS_POD}/${ID}/init`, { ...BARE_ID, isContainerRoot: false }],
    ['neither pod nor container', `${CGROUPFS_POD}/kata_overhead`, {}],
  ])('reads the cgroupfs driver: %s', (_, path, particular) => {
    expect(parseCgroupPath(path)).toEqual(identity({ driver: 'cgroupfs', ...particular }));
  });

  it.each<[string, string, Partial<CgroupIdentity>]>([
    ['Guaranteed pod', `/kubepods.slice/kubepods-pod${UID_}.slice`, { ...POD, qos: 'Guaranteed' }],
    ['Burstable pod', SYSTEMD_POD, POD],
    [
      'BestEffort pod',
      `/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod${UID_}.slice`,
      { ...POD, qos: 'BestEffort' },
    ],
    [
      'static pod',
      `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${HASH}.slice`,
      { ...POD, podUid: HASH, isStaticPod: true },
    ],
    ['containerd', `${SYSTEMD_POD}/cri-containerd-${ID}.scope`, CONTAINERD],
    ['CRI-O', `${SYSTEMD_POD}/crio-${ID}.scope`, { ...CONTAINER, runtime: 'crio' }],
    ['docker', `${SYSTEMD_POD}/docker-${ID}.scope`, { ...CONTAINER, runtime: 'docker' }],
    ['podman', `${SYSTEMD_POD}/libpod-${ID}.scope`, { ...CONTAINER, runtime: 'libpod' }],
    ['a container of the bare id', `${SYSTEMD_POD}/${ID}`, { ...CONTAINER, runtime: 'unknown' }],
    ['a slash at the end', `${SYSTEMD_POD}/cri-containerd-${ID}.scope/`, CONTAINERD],
    [
      'crun under CRI-O',
      `${SYSTEMD_POD}/crio-${ID}.scope/container`,
      { containerId: ID, runtime: 'crio' },
    ],
    [
      'a systemd in the container',
      `${SYSTEMD_POD}/cri-containerd-${ID}.scope/system.slice/tmp.mount`,
      { containerId: ID, runtime: 'cri-containerd' },
    ],
    [
      'a docker in the container',
      `${SYSTEMD_POD}/cri-containerd-${ID}.scope/docker/${INNER_ID}`,
      { containerId: ID, runtime: 'cri-containerd' },
    ],
  ])('reads the systemd driver: %s', (_, path, particular) => {
    expect(parseCgroupPath(path)).toEqual(identity(particular));
  });

  it.each<[string, string, Partial<CgroupIdentity>]>([
    [
      'below the service',
      `/system.slice/containerd.service/kubepods-burstable-pod${UID_}.slice:cri-containerd:${ID}`,
      CONTAINERD,
    ],
    ['at the root', `/kubepods-burstable-pod${UID_}.slice:cri-containerd:${ID}`, CONTAINERD],
    [
      'Guaranteed',
      `/kubepods-pod${UID_}.slice:cri-containerd:${ID}`,
      { ...CONTAINERD, qos: 'Guaranteed' },
    ],
    ['CRI-O', `/kubepods-burstable-pod${UID_}.slice:crio:${ID}`, { ...CONTAINER, runtime: 'crio' }],
    [
      'docker, below the container',
      `/kubepods-burstable-pod${UID_}.slice:docker:${ID}/init`,
      { containerId: ID, runtime: 'docker' },
    ],
  ])('reads the form with colons: %s', (_, path, particular) => {
    expect(parseCgroupPath(path)).toEqual(identity(particular));
  });

  it.each<[string, string]>([
    ['kind', '/kubelet'],
    ['a kubelet root of its own', '/custom/root'],
    ['docker, cgroupfs driver', `/docker/${NODE_ID}/kubelet`],
    ['docker, systemd driver', `/system.slice/docker-${NODE_ID}.scope/kubelet`],
    ['podman', `/machine.slice/libpod-${NODE_ID}.scope/kubelet`],
    ['LXC', '/lxc/101'],
    ['LXC payload', '/lxc.payload.node-1/ns'],
    ['Talos', '/podruntime/kubelet'],
    ['k3s', '/system.slice/k3s.service'],
    ['k3s without root', '/user.slice/user-1000.slice/user@1000.service/k3s-rootless.scope'],
    ['another cgroup namespace', '/..'],
    ['a deeper cgroup namespace', '/../../..'],
  ])('finds both drivers behind the prefix of %s', (_, prefix) => {
    expect(parseCgroupPath(`${prefix}${CGROUPFS_POD}/${ID}`)).toEqual(identity(BARE_ID));
    expect(parseCgroupPath(`${prefix}${SYSTEMD_POD}/cri-containerd-${ID}.scope`)).toEqual(
      identity(CONTAINERD),
    );
  });

  it('reads kind with the systemd driver', () => {
    const slices = `/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-burstable.slice`;
    const pod = `${slices}/kubelet-kubepods-burstable-pod${UID_}.slice`;
    expect(parseCgroupPath(pod)).toEqual(identity(POD));
    expect(parseCgroupPath(`/docker/${NODE_ID}${pod}/cri-containerd-${ID}.scope`)).toEqual(
      identity(CONTAINERD),
    );
  });

  describe('of a cluster in a pod', () => {
    const outer = `/kubepods.slice/kubepods-pod${OTHER_UID_}.slice/cri-containerd-${NODE_ID}.scope`;
    const path = `${outer}/kubelet${CGROUPFS_POD}/${ID}`;

    it('is the innermost pod', () => {
      expect(parseCgroupPath(path)).toEqual(identity(BARE_ID));
      expect(parseCgroupPath(path, { which: 'last' })).toEqual(identity(BARE_ID));
    });

    it('is the outermost pod on demand', () => {
      expect(parseCgroupPath(path, { which: 'first' })).toEqual(
        identity({
          podUid: OTHER_UID,
          qos: 'Guaranteed',
          containerId: NODE_ID,
          runtime: 'cri-containerd',
        }),
      );
    });

    it('tells the order also where the outer driver is cgroupfs', () => {
      const reversed = `/kubepods/pod${OTHER_UID}/${NODE_ID}${SYSTEMD_POD}/crio-${ID}.scope`;
      expect(parseCgroupPath(reversed, { which: 'first' })?.podUid).toBe(OTHER_UID);
      expect(parseCgroupPath(reversed)?.podUid).toBe(UID);
    });

    it('is the same pod twice under one driver', () => {
      const twice = `/kubepods/pod${OTHER_UID}/${NODE_ID}/kubepods/pod${UID}/${ID}`;
      expect(parseCgroupPath(twice, { which: 'first' })?.containerId).toBe(NODE_ID);
      expect(parseCgroupPath(twice)?.containerId).toBe(ID);
    });
  });

  it.each([
    ['no path', ''],
    ['the root', '/'],
    ['a service', '/system.slice/ssh.service'],
    ['all pods, cgroupfs', '/kubepods'],
    ['all pods, systemd', '/kubepods.slice'],
    ['a QoS class, cgroupfs', '/kubepods/burstable'],
    ['a QoS class, systemd', '/kubepods.slice/kubepods-burstable.slice'],
    ['a plain container', `/docker/${ID}`],
    ['CRI-O’s monitor, systemd', `${SYSTEMD_POD}/crio-conmon-${ID}.scope`],
    ['CRI-O’s monitor, cgroupfs', `${CGROUPFS_POD}/crio-conmon-${ID}`],
    ['CRI-O’s monitor, outside', `/system.slice/crio-conmon-${ID}.scope`],
    ['a mount', `${SYSTEMD_POD}/var-lib-x.mount`],
    ['a removed pod', `${CGROUPFS_POD} (deleted)`],
    ['a removed container', `${CGROUPFS_POD}/${ID} (deleted)`],
  ])('finds no pod in %s', (_, path) => {
    expect(parseCgroupPath(path)).toBeUndefined();
  });

  it.each([
    ['an upper-case uid', CGROUPFS_POD.toUpperCase()],
    ['a uid in upper case', `/kubepods/pod${UID.toUpperCase()}`],
    ['a uid that is too short', `/kubepods/pod${UID.slice(1)}`],
    ['a uid that is too long', `/kubepods/pod${UID}0`],
    ['a hash that is too long', `/kubepods/pod${HASH}0`],
    ['a uid with underscores, cgroupfs', `/kubepods/pod${UID_}`],
    ['a uid with dashes, systemd', `/kubepods.slice/kubepods-pod${UID}.slice`],
    ['a name behind the uid', `/kubepods/pod${UID}.evil`],
    ['a name behind the slice', `/kubepods.slice/kubepods-pod${UID_}.slice.evil`],
    ['a name before kubepods', `/evilkubepods/pod${UID}`],
    ['a dash before kubepods, cgroupfs', `/evil-kubepods/pod${UID}`],
    ['a name before the slice', `/evilkubepods-pod${UID_}.slice`],
    ['another class', `/kubepods/best/pod${UID}`],
    ['a class twice', `/kubepods/burstable/besteffort/pod${UID}`],
    ['a dot that is none', `/kubepods-pod${UID_}xslice`],
    ['a newline in the uid', `/kubepods/pod${UID.slice(0, 8)}\n${UID.slice(9)}`],
    ['a NUL', `/kubepods\0/pod${UID}`],
    ['an escaped slash', `/kubepods%2Fpod${UID}`],
    ['dots', '/../../..'],
    ['slashes', '/'.repeat(10_000)],
    ['a long repetition', '/kubepods/pod'.repeat(10_000)],
    ['a long slice', `/kubepods${'-burstable'.repeat(10_000)}`],
  ])('finds no pod in a hostile path: %s', (_, path) => {
    expect(parseCgroupPath(path)).toBeUndefined();
  });

  it.each([
    ['an id that is too short', `${CGROUPFS_POD}/${ID.slice(1)}`],
    ['an id that is too long', `${CGROUPFS_POD}/${ID}0`],
    ['an id in upper case', `${CGROUPFS_POD}/${ID.toUpperCase()}`],
    ['an unknown runtime', `${CGROUPFS_POD}/evil-${ID}.scope`],
    ['a name behind the scope', `${CGROUPFS_POD}/crio-${ID}.scope.evil`],
    ['a scope of the bare id', `${CGROUPFS_POD}/${ID}.scope`],
    ['a colon in place of a dash', `${CGROUPFS_POD}/crio:${ID}x`],
    ['markup', `${CGROUPFS_POD}/<script>alert(1)</script>`],
  ])('finds the pod but no container in a hostile path: %s', (_, path) => {
    expect(parseCgroupPath(path)).toEqual(identity({ driver: 'cgroupfs' }));
  });

  it('finds what it is given behind any prefix', () => {
    const hex = (length: number): fc.Arbitrary<string> =>
      fc.string({
        unit: fc.constantFrom(...'0123456789abcdef'),
        minLength: length,
        maxLength: length,
      });
    const prefix = fc.array(
      fc.constantFrom('..', 'docker', 'system.slice', 'a-b.slice', 'x y', 'é'),
    );
    fc.assert(
      fc.property(prefix, fc.uuid(), hex(64), (segments, uid, id) => {
        const start = segments.map((segment) => `/${segment}`).join('');
        const pod = `${start}/kubepods.slice/kubepods-pod${uid.replaceAll('-', '_')}.slice`;
        expect(parseCgroupPath(`${pod}/crio-${id}.scope`)).toEqual(
          identity({
            ...CONTAINER,
            podUid: uid,
            qos: 'Guaranteed',
            containerId: id,
            runtime: 'crio',
          }),
        );
      }),
    );
  });

  it('never throws', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '/',
        'kubepods',
        '.slice',
        '-pod',
        UID,
        UID_,
        ID,
        ':',
        'crio-',
        '.scope',
        '/..',
      ),
    );
    fc.assert(
      fc.property(fc.array(part), fc.constantFrom('first', 'last'), (parts, which) => {
        const found = parseCgroupPath(parts.join(''), { which });
        if (found !== undefined) expect(found.podUid).toMatch(/^[0-9a-f-]{32,36}$/);
      }),
    );
  });
});
