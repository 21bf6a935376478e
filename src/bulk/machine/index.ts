export { finish } from './finish.ts';
export { scan } from './scan.ts';
export { write } from './write.ts';
