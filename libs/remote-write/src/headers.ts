/**
 * Headers a remote write 1.0 request must carry
 * (https://prometheus.io/docs/specs/prw/remote_write_spec/); the sender adds its user agent.
 */
export const REMOTE_WRITE_HEADERS = {
  'content-type': 'application/x-protobuf',
  'content-encoding': 'snappy',
  'x-prometheus-remote-write-version': '0.1.0',
} as const;
