/** The parts of a kubeconfig that are read here: client-go `tools/clientcmd/api/v1/types.go`. */
export interface Kubeconfig {
  readonly 'current-context'?: string;
  readonly contexts?: readonly { readonly name?: string; readonly context?: KubeconfigContext }[];
  readonly clusters?: readonly { readonly name?: string; readonly cluster?: KubeconfigCluster }[];
  readonly users?: readonly { readonly name?: string; readonly user?: KubeconfigUser }[];
}

export interface KubeconfigContext {
  readonly cluster?: string;
  readonly user?: string;
}

export interface KubeconfigCluster {
  readonly server?: string;
  readonly 'certificate-authority'?: string;
  readonly 'certificate-authority-data'?: string;
  readonly 'tls-server-name'?: string;
  readonly 'insecure-skip-tls-verify'?: boolean;
  readonly 'proxy-url'?: string;
}

export interface KubeconfigUser {
  readonly 'client-certificate'?: string;
  readonly 'client-certificate-data'?: string;
  readonly 'client-key'?: string;
  readonly 'client-key-data'?: string;
  readonly token?: string;
  readonly tokenFile?: string;
  readonly username?: string;
  readonly as?: string;
  readonly exec?: unknown;
  readonly 'auth-provider'?: unknown;
}

/** What of a cluster would be wrong to leave out, and is not known here. */
export const UNSUPPORTED_CLUSTER_KEYS = ['proxy-url'] as const;

/** What of a user would be wrong to leave out, and is not known here. */
export const UNSUPPORTED_USER_KEYS = ['exec', 'auth-provider', 'username', 'as'] as const;
