import type uPlot from 'uplot';

/** What a finger does. */
export interface TouchTold {
  /** The cursor is under the finger; CSS px within the plot. */
  onMove(left: number, top: number): void;
  onSelect(startMs: number, endMs: number): void;
}

/** A finger that stays so long without moving further than so much begins a choice. ms, CSS px. */
const HOLD_MS = 400;
const STILL = 8;

/** A choice narrower than this is none. CSS px. */
const LEAST_WIDTH = 12;

/**
 * A finger that moves sideways moves the cursor; one that is held and then moved chooses a part of
 * the time axis; up and down it scrolls the page, and two enlarge it, as ever.
 * @returns ends it
 */
export function followTouch(u: uPlot, told: TouchTold): () => void {
  const { over } = u;
  over.style.touchAction = 'pan-y pinch-zoom';
  const touch = new Touch(u, told);
  over.addEventListener('pointerdown', touch.down);
  over.addEventListener('pointermove', touch.move);
  over.addEventListener('pointerup', touch.up);
  over.addEventListener('pointercancel', touch.cancel);
  return () => {
    touch.cancel();
    over.removeEventListener('pointerdown', touch.down);
    over.removeEventListener('pointermove', touch.move);
    over.removeEventListener('pointerup', touch.up);
    over.removeEventListener('pointercancel', touch.cancel);
  };
}

class Touch {
  private startLeft = 0;
  private isChoosing = false;
  private held: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly u: uPlot,
    private readonly told: TouchTold,
  ) {}

  readonly down = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch') return;
    const { left } = this.moveCursor(event);
    this.cancel();
    this.startLeft = left;
    this.held = setTimeout(() => {
      this.isChoosing = true;
      this.draw(left, left + 1);
    }, HOLD_MS);
  };

  readonly move = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch') return;
    const { left } = this.moveCursor(event);
    if (this.isChoosing) this.draw(this.startLeft, left);
    else if (Math.abs(left - this.startLeft) > STILL) clearTimeout(this.held);
  };

  readonly up = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch') return;
    const { left, width } = this.u.select;
    const isChosen = this.isChoosing && width >= LEAST_WIDTH;
    this.cancel();
    if (isChosen) {
      this.told.onSelect(this.u.posToVal(left, 'x'), this.u.posToVal(left + width, 'x'));
    }
  };

  readonly cancel = (): void => {
    clearTimeout(this.held);
    if (this.isChoosing) this.draw(0, 0);
    this.isChoosing = false;
  };

  private moveCursor({ clientX, clientY }: PointerEvent): { left: number } {
    const { left, top, width } = this.u.over.getBoundingClientRect();
    const place = Math.min(width, Math.max(0, clientX - left));
    this.told.onMove(place, clientY - top);
    return { left: place };
  }

  private draw(from: number, to: number): void {
    const [left, width] = [Math.min(from, to), Math.abs(to - from)];
    const height = width === 0 ? 0 : this.u.over.clientHeight;
    this.u.setSelect({ left, top: 0, width, height }, false);
  }
}
