import { useId, useState, type FormEvent } from 'react';
import { Button } from 'react-aria-components/Button';
import { toLocalInput } from '../format';
import { t } from '../i18n';
import { setRange } from '../state/range';
import { secondsOf, type TimeRange } from '../state/time-range';
import { OFFERED_SECONDS, lastLabel, zoneLabel } from './range-label';

interface Props {
  readonly range: TimeRange;
  close(): void;
}

/** What can be looked at: the last minutes to days, or from one time to another. */
export function RangeForm({ range, close }: Props) {
  const choose = (next: TimeRange) => {
    setRange(next);
    close();
  };
  const liveSeconds = range.kind === 'live' ? range.seconds : undefined;
  return (
    <>
      <h2>{t('shell.range.live')}</h2>
      <div className="range-presets">
        {OFFERED_SECONDS.map((seconds) => (
          <Button
            key={seconds}
            className="button"
            aria-pressed={seconds === liveSeconds}
            onPress={() => choose({ kind: 'live', seconds })}
          >
            {lastLabel(seconds)}
          </Button>
        ))}
      </div>
      <h2>{t('shell.range.custom')}</h2>
      <CustomRange range={range} choose={choose} />
    </>
  );
}

interface CustomProps {
  readonly range: TimeRange;
  choose(range: TimeRange): void;
}

function CustomRange({ range, choose }: CustomProps) {
  const [nowMs] = useState(() => Date.now());
  const [startMs, endMs] =
    range.kind === 'fixed'
      ? [range.startMs, range.endMs]
      : [nowMs - secondsOf(range) * 1_000, nowMs];
  const [start, setStart] = useState(() => toLocalInput(startMs));
  const [end, setEnd] = useState(() => toLocalInput(endMs));
  const [isWrong, setWrong] = useState(false);
  const errorId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Without a zone, such a text is a time in the zone of the reader.
    const chosen = { startMs: Date.parse(start), endMs: Date.parse(end) };
    if (chosen.startMs < chosen.endMs) choose({ kind: 'fixed', ...chosen });
    else setWrong(true);
  };
  const field = (label: string, value: string, set: (text: string) => void) => (
    <label className="field">
      {label}
      <input
        type="datetime-local"
        step="1"
        required
        value={value}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? errorId : undefined}
        onChange={(event) => {
          set(event.target.value);
          setWrong(false);
        }}
      />
    </label>
  );
  return (
    <form className="range-custom" onSubmit={submit}>
      {field(t('shell.range.start'), start, setStart)}
      {field(t('shell.range.end'), end, setEnd)}
      <p className="hint">{zoneLabel(nowMs)}</p>
      {isWrong && (
        <p className="field-error" id={errorId} role="alert">
          {t('shell.range.wrong')}
        </p>
      )}
      <Button type="submit" className="button button-primary">
        {t('shell.range.apply')}
      </Button>
    </form>
  );
}
