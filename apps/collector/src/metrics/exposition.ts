import { renderHead, type FamilyHead } from '@kubemonitor/metrics-model';

/** One sample: its labels as `renderLabels` gives them, its value in base units. */
export interface Sample {
  readonly labels: string;
  readonly value: number;
}

interface Family {
  readonly head: FamilyHead;
  readonly parts: Iterable<Sample>[];
}

/** Metrics as they are gathered: each name once, with the samples of all who have it. */
export class Exposition {
  private readonly families = new Map<string, Family>();

  has(name: string): boolean {
    return this.families.has(name);
  }

  /** Adds samples of a metric. They are asked for when the text is made. */
  add(head: FamilyHead, samples: Iterable<Sample>): void {
    const family = this.families.get(head.name);
    if (family === undefined) this.families.set(head.name, { head, parts: [samples] });
    else family.parts.push(samples);
  }

  /** The text, a metric at a time; one without samples is left out. */
  *pieces(): Generator<string> {
    for (const { head, parts } of this.families.values()) {
      let text = '';
      for (const samples of parts) {
        for (const sample of samples) text += renderSample(head.name, sample);
      }
      if (text !== '') yield renderHead(head) + text;
    }
  }
}

function renderSample(name: string, { labels, value }: Sample): string {
  return labels === '' ? `${name} ${value}\n` : `${name}{${labels}} ${value}\n`;
}
