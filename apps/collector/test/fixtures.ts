import { join } from 'node:path';

const FIXTURES = join(__dirname, '../../../test/fixtures');

/** The directory of a recorded node; test/fixtures/README.md says what is in it. */
export function fixtureDirectory(
  cluster: 'cluster-v1' | 'cluster-v2',
  snapshot: 'a' | 'b',
): string {
  return join(FIXTURES, cluster, snapshot);
}
