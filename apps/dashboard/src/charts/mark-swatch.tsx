import type { MarkKind } from './chart-data';
import { MARK_COLORS, markCorners } from './mark-shape';

/** The shape of a kind of mark, as the plot has it. */
export function MarkSwatch({ kind }: { kind: MarkKind }) {
  const corners = markCorners(kind, [7, 7], 5);
  return (
    <svg className="chart-mark" width="14" height="14" aria-hidden="true">
      <polygon
        points={corners.map((corner) => corner.join(' ')).join(',')}
        fill={`var(--chart-${MARK_COLORS[kind]})`}
      />
    </svg>
  );
}
