import type { ServingCertificate } from './certificates';
import { ServingCertificates } from './serving-certificates';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

let made = 0;

/** Only named and dated: what is looked at here is when which one is used. */
function create(nowMs: number, lifeMs: number): Promise<ServingCertificate> {
  made += 1;
  const authority = `authority ${made}`;
  return Promise.resolve({ authority, certificate: '', key: '', notAfterMs: nowMs + lifeMs });
}

let certificates: ServingCertificates;
let shown: string[];

beforeEach(async () => {
  made = 0;
  shown = [];
  certificates = await ServingCertificates.start(create, 0);
  certificates.follow(({ authority }) => void shown.push(authority));
});

async function turn(nowMs: number, isKnown: boolean): Promise<string[]> {
  await certificates.prepare(nowMs);
  const { authorities } = certificates;
  certificates.settle(isKnown, nowMs);
  return authorities;
}

it('stays with the first for twenty days', async () => {
  expect(await turn(20 * DAY_MS - 1, true)).toEqual(['authority 1']);
  expect(made).toBe(1);
});

it('makes the next authority known, and shows its certificate a minute later', async () => {
  const startMs = 20 * DAY_MS;

  expect(await turn(startMs, true)).toEqual(['authority 1', 'authority 2']);
  expect(await turn(startMs + MINUTE_MS - 1, true)).toEqual(['authority 1', 'authority 2']);
  expect(shown).toEqual([]);
  await turn(startMs + MINUTE_MS, true);
  expect(shown).toEqual(['authority 2']);
  expect(certificates.current.authority).toBe('authority 2');
  expect(await turn(startMs + 2 * MINUTE_MS, true)).toEqual(['authority 2']);
});

it('begins to wait anew when a registration has lost it meanwhile', async () => {
  const startMs = 20 * DAY_MS;
  await turn(startMs, true);
  await turn(startMs + 30_000, false);
  await turn(startMs + MINUTE_MS, true);

  expect(shown).toEqual([]);
  await turn(startMs + 2 * MINUTE_MS, true);
  expect(shown).toEqual(['authority 2']);
});

it('shows the next one a day before the end though nobody has heard of it', async () => {
  await turn(20 * DAY_MS, false);
  await turn(29 * DAY_MS - 1, false);

  expect(shown).toEqual([]);
  await turn(29 * DAY_MS, false);
  expect(shown).toEqual(['authority 2']);
});
