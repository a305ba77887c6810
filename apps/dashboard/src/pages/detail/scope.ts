import type { FieldScope } from '../../tables';
import type { Subject } from './subject';

/** Whose number a field of the subject's answer is, for explanations. */
export function scopeOf(page: Subject['page']): FieldScope {
  return page === 'namespace' || page === 'workload' ? 'sum' : page;
}
