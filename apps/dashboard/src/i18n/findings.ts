import {
  FINDING_TEXTS,
  type FindingCode,
  type FindingTexts,
  type FindingValues,
} from '@kubemonitor/metrics-model';
import type { Language } from './define-messages';

/** The sentences of findings in Korean. */
const KO: FindingTexts = {
  oom_killed: (values) =>
    values.count === undefined
      ? `지난 1시간 동안 ${subjectOf(values)}의 메모리가 부족해 강제 종료되었습니다.`
      : `지난 1시간 동안 ${subjectOf(values)}의 메모리가 부족해 프로세스 ${values.count}개가 강제 종료되었습니다.`,
  node_oom_killed: ({ count }) =>
    `지난 1시간 동안 노드의 메모리가 부족해, 알려진 파드 밖에서 프로세스 ${count}개가 강제 종료되었습니다.`,
  crash_loop: (values) =>
    `${subjectOf(values)}의 비정상 종료가 반복되고 있습니다${lastTimeOf(values)}.`,
  image_pull_failed: (values) =>
    `${subjectOf(values)}의 이미지를 가져올 수 없습니다(${values.reason}): ${values.image}.`,
  container_not_created: (values) =>
    `${subjectOf(values)}의 시작이 불가능합니다(${values.reason}).`,
  pod_not_scheduled: () => '파드를 배치할 노드를 찾지 못했습니다.',
  pod_pending: () => '파드가 노드에 배치되었지만 컨테이너가 모두 시작되지는 않았습니다.',
  pod_failed: ({ reason }) => `파드가 실패했습니다(${reason}).`,
  container_restarted: (values) =>
    `${subjectOf(values)}의 재시작이 지난 1시간 안에 있었습니다. 지금까지 모두 ${values.count}회${lastTimeOf(values)}.`,
  memory_near_limit: (values) =>
    `${subjectOf(values)}의 메모리 사용량이 제한의 ${values.percent}%입니다. 제한을 넘으면 강제 종료됩니다.`,
  cpu_throttled: (values) =>
    `${subjectOf(values)}의 실행이 지난 5분 중 ${values.percent}% 동안 CPU 제한 때문에 억제되었습니다.`,
  node_not_ready: ({ reason }) =>
    reason === 'Unknown'
      ? '노드가 준비 상태를 알리지 않고 있습니다.'
      : '노드가 준비되지 않았습니다.',
  node_cordoned: () => '노드가 통제(cordon)되어 새 파드가 배치되지 않습니다.',
  node_memory_high: ({ percent }) => `노드 메모리의 ${percent}%를 사용하고 있습니다.`,
  node_cpu_high: ({ percent }) => `5분 동안 노드 CPU의 ${percent}%를 사용했습니다.`,
  node_cpu_pressure: ({ percent }) => `지난 5분 중 ${percent}% 동안 작업이 CPU를 기다렸습니다.`,
  node_memory_pressure: ({ percent }) =>
    `지난 5분 중 ${percent}% 동안 모든 작업이 메모리를 기다렸습니다.`,
  node_io_pressure: ({ percent }) =>
    `지난 5분 중 ${percent}% 동안 모든 작업이 디스크를 기다렸습니다.`,
  collector_late: ({ seconds }) => `노드의 수집기가 ${seconds}초 전에 마지막으로 보고했습니다.`,
  collector_silent: () => '노드에서 보고하는 수집기가 없어 아무것도 측정되지 않습니다.',
  clock_skew: () => '노드의 시계가 맞지 않아 보고가 거부되고 있습니다.',
  series_near_limit: ({ percent }) =>
    `저장소가 허용된 시계열(MAX_SERIES)의 ${percent}%를 담고 있습니다. 한도를 넘으면 새 시계열은 거부됩니다.`,
  entities_near_limit: ({ percent }) =>
    `저장소가 허용된 파드·컨테이너·노드 수(MAX_ENTITIES)의 ${percent}%를 담고 있습니다. 한도를 넘으면 가장 오래된 샘플부터 삭제됩니다.`,
  disk_near_limit: ({ percent }) =>
    `저장소가 허용된 디스크 공간(RETENTION_MAX_BYTES)의 ${percent}%를 채웠습니다. 한도를 넘으면 가장 오래된 샘플부터 삭제됩니다.`,
  disk_refuses: ({ count }) =>
    `저장소의 디스크에 오류가 있어 시작 이후 보고 묶음 ${count}개가 거부되었습니다.`,
  cluster_denied: ({ resource }) => `서버에 클러스터의 ${resource} 목록을 조회할 권한이 없습니다.`,
  cluster_unreachable: ({ resource }) =>
    `클러스터의 API 서버에 연결할 수 없어 ${resource} 정보가 오래되었습니다.`,
};

const TEXTS: Readonly<Record<Language, FindingTexts>> = { en: FINDING_TEXTS, ko: KO };

/**
 * The sentence of a finding in a language. Of a rule this page does not know, which a newer
 * server may have, what the API says in English.
 */
export function findingText(
  { code, values, message }: { code: string; values?: FindingValues; message: string },
  language: Language,
): string {
  return isKnown(code) ? TEXTS[language][code](values ?? {}) : message;
}

function isKnown(code: string): code is FindingCode {
  return Object.hasOwn(FINDING_TEXTS, code);
}

function subjectOf({ containers = [] }: FindingValues): string {
  return containers.length === 0 ? '파드' : `컨테이너 ${containers.join(', ')}`;
}

function lastTimeOf({ reason, exit_code: exitCode }: FindingValues): string {
  const words = [reason, exitCode === undefined ? undefined : `종료 코드 ${exitCode}`];
  const known = words.filter((word) => word !== undefined);
  return known.length === 0 ? '' : ` (마지막 종료: ${known.join(', ')})`;
}
