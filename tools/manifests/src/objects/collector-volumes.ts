import type { IVolume, IVolumeMount } from 'kubernetes-models/v1';
import { TOKEN_AUDIENCE } from './names';

/** Where the container finds what it reads and writes. */
export const PATHS = {
  proc: '/host/proc',
  cgroup: '/host/sys/fs/cgroup',
  spool: '/var/spool/kubemonitor',
  token: '/var/run/secrets/kubemonitor/token',
} as const;

const TOKEN_DIRECTORY = '/var/run/secrets/kubemonitor';
const TOKEN_FILE = 'token';
const TOKEN_LIFE_SECONDS = 3_600;
/** `SPOOL_FILE_BYTES` is 64 MiB by default; above the size limit kubelet ends the pod. */
const SPOOL_SIZE_LIMIT = '96Mi';

/**
 * The node's procfs and cgroups, read-only. Nothing more of the host is needed: a container's
 * own `/sys` shows the block devices of the host, as sysfs has no namespaces of its own.
 */
export const COLLECTOR_VOLUMES: IVolume[] = [
  { name: 'proc', hostPath: { path: '/proc', type: 'Directory' } },
  { name: 'cgroup', hostPath: { path: '/sys/fs/cgroup', type: 'Directory' } },
  { name: 'spool', emptyDir: { sizeLimit: SPOOL_SIZE_LIMIT } },
  {
    name: 'token',
    projected: {
      sources: [
        {
          serviceAccountToken: {
            audience: TOKEN_AUDIENCE,
            expirationSeconds: TOKEN_LIFE_SECONDS,
            path: TOKEN_FILE,
          },
        },
      ],
    },
  },
];

/** The same, as the container mounts them. */
export const COLLECTOR_MOUNTS: IVolumeMount[] = [
  { name: 'proc', mountPath: PATHS.proc, readOnly: true },
  { name: 'cgroup', mountPath: PATHS.cgroup, readOnly: true },
  { name: 'spool', mountPath: PATHS.spool },
  { name: 'token', mountPath: TOKEN_DIRECTORY, readOnly: true },
];
