import { useEffect, useState } from 'react';
import { formatDateTime, formatZone } from '../format';
import { t } from '../i18n';
import { useRange } from '../state/range';
import { rangeLabel } from './range-label';

/** On paper only: what was printed, of what time, when, and where it is to be found. */
export function PrintNote({ title }: { title: string }) {
  const range = useRange();
  const [printedMs, setPrintedMs] = useState(() => Date.now());
  useEffect(() => {
    const note = () => setPrintedMs(Date.now());
    window.addEventListener('beforeprint', note);
    return () => window.removeEventListener('beforeprint', note);
  }, []);
  const lines = [
    [t('shell.print.range'), `${rangeLabel(range)} (${formatZone(printedMs)})`],
    [t('shell.print.printed'), formatDateTime(printedMs)],
    [t('shell.print.address'), window.location.href],
  ];
  return (
    <footer className="print-note">
      <p>{title}</p>
      {lines.map(([name, value]) => (
        <p key={name}>
          {name}: {value}
        </p>
      ))}
    </footer>
  );
}
