declare module 'class-transformer/cjs/storage' {
  /** class-transformer's own metadata: which class a nested property has. */
  export const defaultMetadataStorage: object;
}
