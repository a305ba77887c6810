import { createAuthority } from '../../test/test-authority';
import { computeBundle } from './ca-bundle';
import { createServingCertificate } from './certificates';

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 2, 1);

async function authorityFrom(nowMs: number): Promise<string> {
  return (await createServingCertificate(['a.b.svc'], nowMs, 30 * DAY_MS)).authority;
}

const encode = (...pems: string[]): string => Buffer.from(pems.join('')).toString('base64');

it('is our authority where there is none, or what is no bundle', async () => {
  const own = await authorityFrom(NOW_MS);

  expect(computeBundle(undefined, [own], NOW_MS)).toBe(encode(own));
  expect(computeBundle(encode('no certificate'), [own], NOW_MS)).toBe(encode(own));
});

it('is left as it is when it has all of ours, in any order', async () => {
  const [one, two] = [await authorityFrom(NOW_MS), await authorityFrom(NOW_MS)];

  expect(computeBundle(encode(one, two), [two, one], NOW_MS)).toBeUndefined();
});

it('keeps authorities of other replicas and drops those that have ended', async () => {
  const replica = await authorityFrom(NOW_MS - 29 * DAY_MS);
  const ended = await authorityFrom(NOW_MS - 31 * DAY_MS);
  const own = await authorityFrom(NOW_MS);

  expect(computeBundle(encode(ended, replica), [own], NOW_MS)).toBe(encode(replica, own));
  expect(computeBundle(encode(ended, own), [own], NOW_MS)).toBe(encode(own));
});

it('drops an authority that kubemonitor has not made', async () => {
  const { certificate } = await createAuthority('somebody else');
  const own = await authorityFrom(NOW_MS);

  expect(computeBundle(encode(certificate, own), [own], NOW_MS)).toBe(encode(own));
});

it('holds sixteen at most, the newest', async () => {
  const starts = Array.from({ length: 17 }, (_, index) => NOW_MS - (17 - index) * 60_000);
  const earlier = await Promise.all(starts.map(authorityFrom));
  const own = await authorityFrom(NOW_MS);

  expect(computeBundle(encode(...earlier), [own], NOW_MS)).toBe(encode(...earlier.slice(2), own));
});
