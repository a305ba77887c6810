import { createContext, useContext, useId, useRef, useState, type ReactNode } from 'react';
import { formatExact, formatValue, type Unit } from '../format';
import type { Explanation } from './explanation';
import { reasonText } from './explain-field';
import { ExplanationText } from './explanation-text';
import { Missing } from './missing';
import { Popover } from './popover';
import './tables.css';

/** Within a table values are reached by the arrow keys: one stop of the Tab key for each would be hundreds. */
export const InTable = createContext(false);

export interface ValueProps {
  /** Nothing is shown as "–" with its reason, never as 0. */
  readonly value: number | string | null | undefined;
  readonly unit?: Unit;
  /** Code of the reason, as in the answer's `missing`. */
  readonly missing?: string;
  /** The reason in words where it is no code of the API. */
  readonly reason?: string;
  readonly explanation?: Explanation;
  /** Shown instead of the formatted value, e.g. a percent bar. */
  readonly children?: ReactNode;
}

/** A number that explains itself on hover, focus and touch: what it is, formula, source, window, age. */
export function Value({
  value,
  unit = 'count',
  missing,
  reason,
  explanation,
  children,
}: ValueProps) {
  const [isOpen, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const id = useId();
  const isInTable = useContext(InTable);
  const isMissing = value === null || value === undefined;
  const why = isMissing ? (reason ?? reasonText(missing)) : undefined;
  const text = typeof value === 'number' ? formatValue(value, unit) : value;
  if (!isMissing && explanation === undefined) return <>{children ?? text}</>;
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className={isMissing ? 'value value-missing' : 'value'}
        tabIndex={isInTable ? -1 : undefined}
        aria-describedby={isOpen ? id : undefined}
        onPointerEnter={() => setOpen(true)}
        onPointerLeave={() => document.activeElement !== trigger.current && setOpen(false)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onClick={() => setOpen(true)}
        onKeyDown={({ key }) => key === 'Escape' && setOpen(false)}
      >
        {why !== undefined ? <Missing why={why} /> : (children ?? text)}
      </button>
      {isOpen && (
        <Popover id={id} anchor={trigger} onClose={() => setOpen(false)}>
          {why !== undefined && <p className="popover-reason">{why}</p>}
          {explanation !== undefined && (
            <ExplanationText
              explanation={explanation}
              exact={typeof value === 'number' ? formatExact(value, unit) : undefined}
            />
          )}
        </Popover>
      )}
    </>
  );
}
