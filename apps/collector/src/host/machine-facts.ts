import type { HostFacts } from '@kubemonitor/metrics-model';

/** The part of a host's facts that has to be asked of the machine. */
export type MachineFacts = Pick<
  HostFacts,
  'cpu_model' | 'cpu_cores' | 'kernel_version' | 'os' | 'architecture'
>;

/** What the API takes for a fact: text of a reasonable length without control characters. */
const PLAIN_TEXT = /^[^\u0000-\u001f\u007f]{1,200}$/;

function isText(value: unknown): value is string {
  return typeof value === 'string' && PLAIN_TEXT.test(value);
}

/** The facts in `text`, as the child process prints them; undefined when it is anything else. */
export function parseMachineFacts(text: string): MachineFacts | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Nothing, or half an answer of a child that was ended.
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { cpu_model, cpu_cores, kernel_version, os, architecture } = value as Partial<MachineFacts>;
  const isCount = typeof cpu_cores === 'number' && Number.isInteger(cpu_cores) && cpu_cores >= 0;
  if (!isCount || !isText(cpu_model) || !isText(kernel_version)) return undefined;
  if (!isText(os) || !isText(architecture)) return undefined;
  return { cpu_model, cpu_cores, kernel_version, os, architecture };
}
