export { finish } from './finish.ts';
export { scan } from './scan.ts';
export { slotOf } from './text.ts';
export { write } from './write.ts';
