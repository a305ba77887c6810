import type { CSSProperties } from 'react';
import { formatCell } from '../format';
import type { BarLevels } from './column';
import './tables.css';

export interface PercentBarProps extends BarLevels {
  /** As the API gives it, 0 to 100 and above; nothing is shown as "–" by the table. */
  readonly percent: number;
}

/** A share in percent as a bar and in words; the bar is full from 100 % on, the words go on. */
export function PercentBar({ percent, warningFrom, badFrom }: PercentBarProps) {
  const share: CSSProperties & { '--share': string } = {
    '--share': `${Math.max(0, Math.min(percent, 100))}%`,
  };
  return (
    <span className={`percent percent-${levelOf(percent, { warningFrom, badFrom })}`} style={share}>
      {formatCell(percent, 'percent')}
    </span>
  );
}

function levelOf(percent: number, { warningFrom = Infinity, badFrom = Infinity }: BarLevels) {
  if (percent >= badFrom) return 'bad';
  return percent >= warningFrom ? 'warning' : 'normal';
}
