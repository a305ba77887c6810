import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { t } from '../i18n';
import { pause, resume, useRange, useRangeHistory, zoomBack } from '../state/range';
import { Icon } from './icon';
import { rangeLabel, shortRangeLabel } from './range-label';
import { RangeForm } from './range-form';

/** The time range: what it is, another one, pause, live again, out of a zoom. */
export function RangeControls() {
  const range = useRange();
  const { isZoomed, isPaused } = useRangeHistory();
  const [group, setGroup] = useState<HTMLElement | null>(null);
  const isLive = range.kind === 'live';
  return (
    <div className="range" role="group" aria-label={t('shell.range.label')} ref={setGroup}>
      {isZoomed && (
        <Button className="icon-button" aria-label={t('shell.range.back')} onPress={zoomBack}>
          <Icon name="back" />
        </Button>
      )}
      <DialogTrigger>
        <Button className="button range-button">
          <Icon name="clock" />
          <span className="visually-hidden">{t('shell.range.label')}: </span>
          <span className="range-text">{rangeLabel(range)}</span>
          <span className="range-text range-short" aria-hidden="true">
            {shortRangeLabel(range)}
          </span>
          <Icon name="chevron" />
        </Button>
        <Popover
          className="popover"
          placement="bottom end"
          // Within the header, a landmark: who moves by landmarks finds it, and Tab goes on from it.
          UNSTABLE_portalContainer={group ?? undefined}
        >
          <Dialog className="range-dialog" aria-label={t('shell.range.label')}>
            {({ close }) => <RangeForm range={range} close={close} />}
          </Dialog>
        </Popover>
      </DialogTrigger>
      <Button
        className="icon-button"
        aria-label={t(isLive ? 'shell.range.pause' : 'shell.range.resume')}
        data-paused={isPaused || undefined}
        onPress={() => (isLive ? pause() : resume())}
      >
        <Icon name={isLive ? 'pause' : 'play'} />
      </Button>
    </div>
  );
}
