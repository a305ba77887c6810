import { IMAGES, type ImageTarget } from '../product';
import type { Builder } from './builder';

/** What a build is told. */
export interface BuildRequest {
  readonly target: ImageTarget;
  readonly version: string;
  /** Registry and path in front of the names, such as `ghcr.io/someone/`; empty for local images. */
  readonly prefix: string;
  readonly platform?: string;
  /** What the user adds. */
  readonly extra: readonly string[];
  readonly revision?: string;
}

/**
 * The name an image is known by. Kubernetes takes a short name for one of docker.io/library;
 * podman and buildah would take it for one of localhost, so they are told the whole name.
 */
export function imageName(
  { kind }: Builder,
  { target, version, prefix }: Pick<BuildRequest, 'target' | 'version' | 'prefix'>,
): string {
  const name = `${prefix}${IMAGES[target]}:${version}`;
  const isShort = prefix === '';
  const needsWhole = kind === 'podman' || kind === 'buildah';
  return isShort && needsWhole ? `docker.io/library/${name}` : name;
}

/** The command that builds an image from deploy/docker/Dockerfile, run in the project's folder. */
export function toBuildCommand(builder: Builder, request: BuildRequest): string[] {
  const { target, version, platform, extra, revision } = request;
  return [
    ...builder.words,
    builder.kind === 'buildah' ? 'bud' : 'build',
    '--file',
    'deploy/docker/Dockerfile',
    '--target',
    target,
    '--tag',
    imageName(builder, request),
    '--build-arg',
    `VERSION=${version}`,
    ...(revision === undefined ? [] : ['--build-arg', `REVISION=${revision}`]),
    ...(platform === undefined ? [] : ['--platform', platform]),
    ...(builder.kind === 'buildah' ? ['--layers'] : []),
    ...extra,
    '.',
  ];
}

/** The command that writes an image to an archive that keeps its name. */
export function toSaveCommand(builder: Builder, name: string, archive: string): string[] {
  return builder.kind === 'buildah'
    ? [...builder.words, 'push', '--quiet', name, `docker-archive:${archive}:${name}`]
    : [...builder.words, 'save', '--output', archive, name];
}

/** The command that prints an image's size in bytes. */
export function toSizeCommand(builder: Builder, name: string): string[] {
  return builder.kind === 'buildah'
    ? [...builder.words, 'images', '--format', '{{.Size}}', name]
    : [...builder.words, 'image', 'inspect', '--format', '{{.Size}}', name];
}
