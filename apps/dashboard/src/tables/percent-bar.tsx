import { formatValue } from '../format';
import './tables.css';

export interface PercentBarProps {
  /** As the API gives it, 0 to 100 and above; nothing is shown as "–" by the table. */
  readonly percent: number;
  /** From here on it is worth a look, and from here on bad; none when left out. */
  readonly warningFrom?: number;
  readonly badFrom?: number;
}

/** A share in percent as a bar and in words; the bar is full from 100 % on, the words go on. */
export function PercentBar({ percent, warningFrom, badFrom }: PercentBarProps) {
  const level = levelOf(percent, warningFrom, badFrom);
  return (
    <span className={`percent percent-${level}`}>
      <span className="percent-track" aria-hidden="true">
        <span
          className="percent-fill"
          style={{ width: `${Math.max(0, Math.min(percent, 100))}%` }}
        />
      </span>
      <span className="percent-text">{formatValue(percent, 'percent')}</span>
    </span>
  );
}

function levelOf(percent: number, warningFrom = Infinity, badFrom = Infinity): string {
  if (percent >= badFrom) return 'bad';
  return percent >= warningFrom ? 'warning' : 'normal';
}
