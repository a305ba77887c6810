import type { FindingCode } from '@kubemonitor/metrics-model';
import { find, toWholePercent, type Finding, type Severity } from './finding';
import {
  CPU_PRESSURE_RATIO,
  IO_PRESSURE_RATIO,
  MEMORY_PRESSURE_RATIO,
  NODE_CPU_RATIO,
  NODE_MEMORY_ERROR_RATIO,
  NODE_MEMORY_WARNING_RATIO,
} from './thresholds';

/** Means of a node over the last five minutes, by field; what is not known is absent. */
export type NodeUse = Readonly<Record<string, number | undefined>>;

/** Fields the rules need. */
export const NODE_USE_FIELDS: readonly string[] = [
  'cpu_millicores',
  'cpu_capacity_millicores',
  'memory_used_bytes',
  'memory_total_bytes',
  'cpu_pressure_some_ratio',
  'memory_pressure_full_ratio',
  'io_pressure_full_ratio',
];

interface Rule {
  readonly code: FindingCode;
  readonly value: string;
  /** The field that is the whole; without it the value is a ratio. */
  readonly whole?: string;
  readonly unit: NonNullable<Finding['unit']>;
  readonly warning: number;
  readonly error?: number;
}

const RULES: readonly Rule[] = [
  {
    code: 'node_memory_high',
    value: 'memory_used_bytes',
    whole: 'memory_total_bytes',
    unit: 'bytes',
    warning: NODE_MEMORY_WARNING_RATIO,
    error: NODE_MEMORY_ERROR_RATIO,
  },
  {
    code: 'node_cpu_high',
    value: 'cpu_millicores',
    whole: 'cpu_capacity_millicores',
    unit: 'millicores',
    warning: NODE_CPU_RATIO,
  },
  {
    code: 'node_cpu_pressure',
    value: 'cpu_pressure_some_ratio',
    unit: 'ratio',
    warning: CPU_PRESSURE_RATIO,
  },
  {
    code: 'node_memory_pressure',
    value: 'memory_pressure_full_ratio',
    unit: 'ratio',
    warning: MEMORY_PRESSURE_RATIO,
  },
  {
    code: 'node_io_pressure',
    value: 'io_pressure_full_ratio',
    unit: 'ratio',
    warning: IO_PRESSURE_RATIO,
  },
];

/** What a node has too little of. */
export function judgeNodeUse(node: string, use: NodeUse): Finding[] {
  return RULES.flatMap((rule) => {
    const value = use[rule.value];
    const whole = rule.whole === undefined ? 1 : use[rule.whole];
    if (value === undefined || whole === undefined || whole <= 0) return [];
    const ratio = value / whole;
    if (ratio < rule.warning) return [];
    const isError = rule.error !== undefined && ratio >= rule.error;
    const severity: Severity = isError ? 'error' : 'warning';
    return find({
      severity,
      code: rule.code,
      kind: 'node' as const,
      name: node,
      node,
      values: { percent: toWholePercent(ratio) },
      value,
      limit: rule.whole === undefined ? rule.warning : whole,
      unit: rule.unit,
    });
  });
}
