import { FIELDS, REASON_CODES } from '@kubemonitor/metrics-model';
import { language } from '../i18n';
import { FIELD_TEXTS_KO } from '../i18n/field-texts';
import { tables } from '../i18n/tables';
import { explainField, reasonText } from './explain-field';

afterEach(() => language.set('en'));

describe('explainField', () => {
  it('explains a rate by its counter, its files and the readings it is between', () => {
    expect(
      explainField('cpu_millicores', 'pod', { ageSeconds: 7, timestamp: '2026-11-23T14:05:30Z' }),
    ).toEqual({
      field: 'cpu_millicores',
      description: 'CPU use, thousandths of a core, between the two newest readings.',
      formula: 'increase of cpu_usage_microseconds / seconds between the readings / 1,000',
      sources: ['cgroup v2: cpu.stat usage_usec', 'cgroup v1: cpuacct.usage'],
      window: 'between the two newest readings',
      ageSeconds: 7,
      readAtMs: Date.UTC(2026, 10, 23, 14, 5, 30),
    });
  });

  it('names only the files of the node’s cgroup version', () => {
    const { sources } = explainField('memory_rss_bytes', 'container', { cgroupVersion: 'v1' });
    expect(sources).toEqual(['memory.stat total_rss']);
  });

  it.each([
    ['memory_bytes', 'container', 'usage − inactive_file, not below 0'],
    ['memory_rss_bytes', 'container', 'the value as it is read'],
    [
      'disk_read_bytes_per_second',
      'node',
      'increase of disk_read_bytes / seconds between the readings',
    ],
    ['cpu_throttled_ratio', 'pod', 'increase of cpu_throttled_periods / increase of cpu_periods'],
    ['memory_used_bytes', 'node', 'memory_total_bytes − memory_available_bytes, not below 0'],
    ['pids', 'sum', 'sum over the pods: the value as it is read'],
    ['memory_limit_percent', 'pod', 'memory_bytes / memory_limit_bytes × 100'],
    ['age_seconds', 'pod', 'time of the answer − time of the newest reading'],
    ['restarts', 'pod', 'sum of restartCount over the containers'],
  ] as const)('gives the formula of %s of a %s', (field, scope, formula) => {
    expect(explainField(field, scope).formula).toBe(formula);
  });

  it('says what a point of a chart is over', () => {
    const window = (field: string) => explainField(field, 'pod', { stepSeconds: 60 }).window;
    expect(window('cpu_millicores')).toBe('increase over a point of 1 min');
    expect(window('memory_bytes')).toBe('mean over a point of 1 min');
    expect(window('disk_read_bytes')).toBe('last value within a point of 1 min');
  });

  it('says of a share what its use is read from, and over what time', () => {
    expect(explainField('cpu_limit_percent', 'pod', { cgroupVersion: 'v2' })).toMatchObject({
      sources: [
        'cpu.stat usage_usec',
        'the Kubernetes API: the pod’s spec and status, or the node’s status',
      ],
      window: 'between the two newest readings',
    });
  });

  it('says where a request comes from, and does not invent what it does not know', () => {
    expect(explainField('cpu_request_millicores', 'pod')).toMatchObject({
      sources: ['the Kubernetes API: the pod’s spec and status, or the node’s status'],
    });
    expect(explainField('new_field', 'pod', { timestamp: null })).toEqual({
      field: 'new_field',
      description: 'new_field of the answer.',
    });
  });

  it('speaks Korean of every field', () => {
    language.set('ko');
    expect(explainField('memory_rss_bytes', 'pod').description).toBe('익명 메모리.');
    expect(Object.keys(FIELD_TEXTS_KO).sort()).toEqual(FIELDS.map(({ name }) => name).sort());
  });
});

describe('reasonText', () => {
  it.each(REASON_CODES)('has words for %s in both languages', (code) => {
    const texts: Readonly<Record<string, string>> = tables.en;
    expect(reasonText(code)).toBe(texts[`tables.reason.${code}`]);
    expect(reasonText(code)).not.toContain('_');
    language.set('ko');
    expect(reasonText(code)).toMatch(/[가-힣]/);
  });

  it('says so where the answer gives none, or one it does not know', () => {
    expect(reasonText(undefined)).toBe('There is no value; the answer gives no reason.');
    expect(reasonText('new_code')).toBe('There is no value: new_code');
  });
});
