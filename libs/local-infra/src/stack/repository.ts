import { resolve } from 'node:path';

/** The root of the checkout, from the sources as well as from the build of this library. */
export const REPOSITORY = resolve(__dirname, '../../../..');
