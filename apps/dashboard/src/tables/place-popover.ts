/** A box on the screen, CSS px. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const GAP = 6;
const EDGE = 8;

/** Where a popover stands: below what it belongs to, above where there is no room; never off the screen. */
export function placePopover(
  anchor: Box,
  popover: Pick<Box, 'width' | 'height'>,
  screen: Pick<Box, 'width' | 'height'>,
): { left: number; top: number } {
  const centered = anchor.left + anchor.width / 2 - popover.width / 2;
  const left = Math.max(EDGE, Math.min(centered, screen.width - popover.width - EDGE));
  const below = anchor.top + anchor.height + GAP;
  const above = anchor.top - GAP - popover.height;
  const fitsBelow = below + popover.height + EDGE <= screen.height;
  return { left, top: fitsBelow || above < EDGE ? below : above };
}
