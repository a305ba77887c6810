/** Red, green and blue, linear light, 0 to 1. */
export type Light = readonly [red: number, green: number, blue: number];

type Matrix = readonly [Light, Light, Light];

/**
 * What readers without one kind of cones see, in linear light: the matrices of severity 1.0 of
 * G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based Model for Simulation
 * of Color Vision Deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (6), 2009.
 */
export const VISIONS: Readonly<Record<string, Matrix>> = {
  common: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Of `#rrggbb`, by the curve of sRGB (IEC 61966-2-1). @throws Error for anything else */
export function toLight(hex: string): Light {
  const parts = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/.exec(hex)?.slice(1);
  if (parts === undefined) throw new Error(`not a colour: ${hex}`);
  const [red, green, blue] = parts.map((part) => {
    const share = parseInt(part, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return [red, green, blue];
}

/** The light as it is seen. */
export function seenWith(matrix: Matrix, light: Light): Light {
  const [red, green, blue] = apply(matrix, light).map((part) => Math.min(1, Math.max(0, part)));
  return [red, green, blue];
}

/** How different two lights look: 100 from black to white in Oklab (B. Ottosson, 2020); 2 is just seen. */
export function differenceOf(one: Light, other: Light): number {
  const [a, b] = [toOklab(one), toOklab(other)];
  return 100 * Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** The ratio of WCAG 2, 1 to 21. */
export function contrastOf(one: Light, other: Light): number {
  const [bright, dark] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dark + 0.05);
}

function luminanceOf([red, green, blue]: Light): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const TO_CONES: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];

const TO_LAB: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];

function toOklab(light: Light): Light {
  const [long, medium, short] = apply(TO_CONES, light).map(Math.cbrt);
  return apply(TO_LAB, [long, medium, short]);
}

function apply(matrix: Matrix, [red, green, blue]: Light): Light {
  const [first, second, third] = matrix.map((row) => row[0] * red + row[1] * green + row[2] * blue);
  return [first, second, third];
}
