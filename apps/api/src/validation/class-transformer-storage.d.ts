declare module 'class-transformer/cjs/storage' {
  import type { MetadataStorage } from 'class-transformer/types/MetadataStorage';

  /** class-transformer's own metadata: which class a nested property has. */
  export const defaultMetadataStorage: MetadataStorage;
}
