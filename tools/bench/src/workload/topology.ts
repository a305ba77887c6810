import { between, createRandom, mixSeed, type Random } from './random';

/** The size of the cluster that is played. */
export interface ClusterShape {
  readonly seed: number;
  readonly nodes: number;
  readonly podsPerNode: number;
  readonly namespaces: number;
  readonly deployments: number;
  readonly intervalSeconds: number;
}

/** A pod that is played, as a cluster would name it. */
export interface PlayedPod {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly deployment: string;
  readonly templateHash: string;
  readonly node: string;
}

/** Names differ from what behaviours draw: both have the node's number. */
const NAMES = 0x5eed;
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';
const HEX = '0123456789abcdef';

/** Name of node `node`, counted from 0. */
export function nodeName(node: number): string {
  return `node-${String(node).padStart(5, '0')}`;
}

/** Name of the namespace a deployment is in. */
export function namespaceName(shape: ClusterShape, deployment: number): string {
  return `team-${String(deployment % shape.namespaces).padStart(3, '0')}`;
}

/** The pods of a node, the same at each call. Small deployment numbers have more pods than large ones. */
export function podsOf(shape: ClusterShape, node: number): PlayedPod[] {
  const random = createRandom(mixSeed(shape.seed ^ NAMES, node));
  return Array.from({ length: shape.podsPerNode }, () => {
    const deployment = Math.floor(random() ** 2 * shape.deployments);
    const name = `app-${String(deployment).padStart(4, '0')}`;
    const templateHash = drawText(createRandom(mixSeed(shape.seed, deployment)), LETTERS, 10);
    return {
      uid: drawUid(random),
      namespace: namespaceName(shape, deployment),
      name: `${name}-${templateHash}-${drawText(random, LETTERS, 5)}`,
      deployment: name,
      templateHash,
      node: nodeName(node),
    };
  });
}

function drawText(random: Random, alphabet: string, length: number): string {
  let text = '';
  while (text.length < length) text += alphabet[between(random, 0, alphabet.length - 1)];
  return text;
}

function drawUid(random: Random): string {
  return [8, 4, 4, 4, 12].map((length) => drawText(random, HEX, length)).join('-');
}
