interface Props {
  /** As the API gives it, 0 to 100 and above: the bar is full from 100 % on, the words go on. */
  readonly percent: number;
  /** The share in words. */
  readonly text: string;
  /** From here on it is worth a look, and from here on bad; none when left out. */
  readonly warningFrom?: number;
  readonly badFrom?: number;
}

/** A share as a bar that takes the room there is, and in words beside it. */
export function Meter({ percent, text, warningFrom = Infinity, badFrom = Infinity }: Props) {
  const warning = percent >= warningFrom ? 'warning' : 'normal';
  const level = percent >= badFrom ? 'bad' : warning;
  return (
    <span className={`meter meter-${level}`}>
      <span className="meter-track" aria-hidden="true">
        <span style={{ width: `${Math.max(0, Math.min(percent, 100))}%` }} />
      </span>
      <span className="meter-text">{text}</span>
    </span>
  );
}
