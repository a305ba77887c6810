export { REMOTE_WRITE_HEADERS } from './headers';
export { SampleTemplate, TEMPLATE_SAMPLE_BYTES } from './sample-template';
export type { Labels } from './sample-template';
export { toSnappyBlock } from './snappy';
export type { SnappyPart } from './snappy';
