import packageJson from '../../../package.json';

/** Version of the whole product. */
export const VERSION: string = packageJson.version;
