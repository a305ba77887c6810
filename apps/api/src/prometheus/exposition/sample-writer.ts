import { renderHead, type FamilyHead } from '@kubemonitor/metrics-model';
import { ByteWriter } from '../../render/byte-writer';

const BRACE = Buffer.from('{');
const COMMA = Buffer.from(',');
const AFTER_LABELS = Buffer.from('} ');
const SPACE = Buffer.from(' ');
const NEWLINE = Buffer.from('\n');
const NOTHING = Buffer.alloc(0);

/** Writes samples in the text format of Prometheus into a growing buffer. */
export class SampleWriter {
  private readonly out = new ByteWriter();
  private name = NOTHING;

  /** Bytes written and not taken yet. */
  get size(): number {
    return this.out.size;
  }

  /** Begins a metric: the samples that follow are its. */
  head(head: FamilyHead): void {
    this.name = Buffer.from(head.name);
    this.out.text(renderHead(head));
  }

  /**
   * Writes a sample; a value that is NaN is absent, and none is written.
   * @param labels as `renderLabels` gives them, as bytes
   * @param more further labels in the same form; empty = none
   * @param timestampMs ms since the epoch; NaN = the time of the scrape
   */
  sample(
    labels: Uint8Array,
    more: Uint8Array,
    value: number,
    decimals: number,
    timestampMs: number,
  ): void {
    if (Number.isNaN(value)) return;
    const { out } = this;
    out.bytes(this.name);
    if (labels.length + more.length > 0) {
      out.bytes(BRACE);
      out.bytes(labels);
      if (labels.length > 0 && more.length > 0) out.bytes(COMMA);
      out.bytes(more);
      out.bytes(AFTER_LABELS);
    } else {
      out.bytes(SPACE);
    }
    out.number(value, decimals);
    if (!Number.isNaN(timestampMs)) {
      out.bytes(SPACE);
      out.number(timestampMs, 0);
    }
    out.bytes(NEWLINE);
  }

  /** What was written so far; the writer goes on anew. */
  take(): Buffer {
    return this.out.take();
  }
}
