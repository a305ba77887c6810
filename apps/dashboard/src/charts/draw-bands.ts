import type uPlot from 'uplot';
import { withAlpha } from './colors';
import { lonePoints } from './nearest';
import type { Overlay } from './overlay';
import { strokeOf } from './strokes';

/** CSS px. */
const WIDTH = 3;

/** The bands of points without a neighbour, which have no width: bars from least to greatest value. */
export function drawLoneBands(u: uPlot, { columns, colors, px }: Overlay): void {
  const { ctx } = u;
  ctx.save();
  ctx.lineWidth = WIDTH * px;
  columns.forEach(({ part, series }, index) => {
    if (part !== 'max') return;
    const [most, least] = [u.data[index + 1], u.data[index + 2]];
    ctx.strokeStyle = withAlpha(colors.series[strokeOf(series.place).colorIndex], 0.45);
    for (const at of lonePoints([...most])) {
      const [top, bottom] = [most[at], least[at]];
      if (typeof top !== 'number' || typeof bottom !== 'number') continue;
      const x = u.valToPos(u.data[0][at], 'x', true);
      ctx.beginPath();
      ctx.moveTo(x, u.valToPos(top, 'y', true));
      ctx.lineTo(x, u.valToPos(bottom, 'y', true));
      ctx.stroke();
    }
  });
  ctx.restore();
}
