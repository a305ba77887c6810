import { ManualTime } from '../../test/manual-time';
import { TickHealth } from './tick-health';

const SECOND = 1_000;

describe('TickHealth', () => {
  let time: ManualTime;
  let health: TickHealth;

  beforeEach(() => {
    time = new ManualTime(1_000_000_000);
    health = new TickHealth(time, 5);
  });

  it('is alive, not ready, before the first tick', () => {
    expect([health.isAlive, health.isReady]).toEqual([true, false]);
  });

  it('is stuck when the first tick does not come for three intervals', () => {
    time.spend(15 * SECOND - 1);
    expect(health.isAlive).toBe(true);
    time.spend(1);
    expect(health.isAlive).toBe(false);
  });

  it('lives three intervals from each tick', () => {
    time.spend(14 * SECOND);
    health.noteTick();
    time.spend(14 * SECOND);

    expect([health.isAlive, health.ageMilliseconds]).toEqual([true, 14 * SECOND]);

    time.spend(SECOND);

    expect([health.isAlive, health.isReady]).toEqual([false, true]);
  });

  it('comes back to life with a tick', () => {
    time.spend(60 * SECOND);
    health.noteTick();

    expect([health.isAlive, health.isReady]).toEqual([true, true]);
  });

  it('does not mind a wall clock that is set', () => {
    health.noteTick();
    time.setWall(5_000_000_000);

    expect(health.isAlive).toBe(true);
  });
});
