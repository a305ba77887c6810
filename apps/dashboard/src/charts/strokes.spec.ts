import { areaColor, mixColors } from './colors';
import { strokeOf } from './strokes';

describe('strokeOf', () => {
  it('draws the first line solid', () => {
    expect(strokeOf(0)).toEqual({ colorIndex: 0, dash: [] });
  });

  it('tells forty lines apart, and neighbours by more than colour', () => {
    const strokes = Array.from({ length: 40 }, (_, place) => strokeOf(place));
    expect(new Set(strokes.map((stroke) => JSON.stringify(stroke))).size).toBe(40);
    strokes.slice(1).forEach((stroke, index) => {
      expect(stroke.dash).not.toEqual(strokes[index].dash);
      expect(stroke.colorIndex).not.toBe(strokes[index].colorIndex);
    });
  });

  it('begins anew after the last', () => {
    expect(strokeOf(40)).toEqual(strokeOf(0));
  });
});

describe('areaColor', () => {
  const series = Array.from({ length: 8 }, (_, index) => `rgb(${index}, 0, 0)`);
  const colors = {
    series,
    text: '',
    muted: '',
    grid: '',
    surface: 'rgb(255, 255, 255)',
    limits: { request: '', limit: '', allocatable: '', capacity: '' },
    bad: '',
    restart: '',
  };

  it('is paler in the second round of the palette', () => {
    expect(areaColor(1, colors)).toBe('rgb(1, 0, 0)');
    // 0.55 × 1 + 0.45 × 255 and 0.45 × 255
    expect(areaColor(9, colors)).toBe('rgb(115, 115, 115)');
    expect(areaColor(17, colors)).toBe('rgb(1, 0, 0)');
  });

  it('mixes colours with opacity too', () => {
    expect(mixColors('rgba(100, 0, 200, 0.5)', 'rgb(0, 100, 0)', 0.5)).toBe('rgb(50, 50, 100)');
  });
});
