export { finish } from './finish.ts';
export { scan } from './scan.ts';
export { freeSlot, numberOf } from './text.ts';
export { write } from './write.ts';
