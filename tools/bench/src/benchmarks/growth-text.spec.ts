import type { ComparisonFigures } from '../peers/comparison';
import { describeGrowth } from './growth-text';

describe('describeGrowth', () => {
  it('has a column a size and leaves open what was not measured', () => {
    const figures = (peakMebibytes: number): ComparisonFigures => ({
      ...{ storage: [], queries: [], live: [], recovery: [], naive: undefined },
      ...{ answers: [], goals: [], peakRssBytes: { a: peakMebibytes * 1_048_576 } },
      ingest: [
        {
          ...{ system: 'a', rounds: [], medianPerMillion: 0.5, wholePerMillion: 0.6 },
          ...{ wireBytesPerSample: 9, samples: 1, rssBytes: 0, rssBytesPerSample: 2 },
          writtenBytesPerSample: undefined,
        },
      ],
    });
    const sizes = [
      { nodes: 10, figures: figures(100) },
      { nodes: 20, figures: figures(150) },
    ];
    const text = describeGrowth({ minutes: 6, pods: 30, store: 'disk' }, sizes);
    expect(text).toMatch(/^a +10 nodes +20 nodes$/m);
    expect(text).toMatch(/^RSS at its peak, MiB +100 +150$/m);
    expect(text).toMatch(/^written B\/sample +- +-$/m);
  });
});
