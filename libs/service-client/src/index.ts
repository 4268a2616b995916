export type { DeadLetter } from '@tidemark/messaging';
export * from './facts';
export * from './hears-facts';
export * from './refused';
export * from './spoken';
export * from './tidemark';
export * from './tidemark.module';
