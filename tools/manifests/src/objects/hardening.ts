import type { IPodSecurityContext, ISecurityContext } from 'kubernetes-models/v1';

/** User and group of both images. */
export const USER_ID = 65_532;

/**
 * All of Pod Security's level "restricted" that a pod can say of itself. The group also owns
 * the pod's volumes and tokens, which the user could not read otherwise.
 */
export const POD_SECURITY: IPodSecurityContext = {
  runAsNonRoot: true,
  runAsUser: USER_ID,
  runAsGroup: USER_ID,
  fsGroup: USER_ID,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** The same of a container. */
export const CONTAINER_SECURITY: ISecurityContext = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};
