/** The collector's version: that of the workspace's package.json, which a spec compares. */
export const COLLECTOR_VERSION = '0.1.0';
