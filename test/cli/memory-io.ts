import { type Content, FileProblem, type Io } from '../../src/cli/io.ts';
import { pack, unpack } from '../../src/cli/packed.ts';

/** A world in memory: files by path, and what was said. Folders are there where a file is in them. */
export class MemoryIo implements Io {
  readonly files = new Map<string, Uint8Array>();
  readonly personal = new Set<string>();
  readonly written = new Set<string>();
  readonly environment: Record<string, string | undefined> = {};
  readonly version = '0.0.0';
  outputIsTerminal = false;
  talkIsTerminal = false;
  standardInput = '';
  brokenOutput: string | undefined;
  said = '';
  talked = '';

  put(path: string, text: string): void {
    this.files.set(path, new TextEncoder().encode(text));
  }

  text(path: string): string {
    const bytes = this.files.get(path);
    if (!bytes) throw new Error(`no file ${path}`);
    return new TextDecoder().decode(bytes);
  }

  output(text: string): void {
    this.said += text;
  }

  talk(text: string): void {
    this.talked += text;
  }

  async outputProblem(): Promise<string | undefined> {
    return this.brokenOutput;
  }

  async readStandardInput(): Promise<Uint8Array> {
    return new TextEncoder().encode(this.standardInput);
  }

  async kindOf(path: string): Promise<'file' | 'folder' | undefined> {
    if (this.files.has(path)) return 'file';
    return (await this.list(path)).length > 0 ? 'folder' : undefined;
  }

  async list(folder: string): Promise<readonly string[]> {
    const prefix = folder === '.' ? '' : `${folder.replace(/\/$/, '')}/`;
    const below = [...this.files.keys()].filter((path) => path.startsWith(prefix));
    return [...new Set(below.map((path) => path.slice(prefix.length).split('/')[0] ?? ''))].reverse();
  }

  async read(path: string): Promise<Uint8Array> {
    const bytes = this.files.get(path);
    if (bytes) return bytes;
    throw new FileProblem(path, (await this.kindOf(path)) === 'folder' ? 'EISDIR' : 'ENOENT');
  }

  async write(path: string, content: Content, personal: boolean): Promise<void> {
    const parts: (string | Uint8Array<ArrayBuffer>)[] = [];
    for await (const part of content) parts.push(typeof part === 'string' ? part : new Uint8Array(part));
    this.files.set(path, new Uint8Array(await new Blob(parts).arrayBuffer()));
    this.written.add(path);
    if (personal) this.personal.add(path);
  }

  async makeFolder(): Promise<void> {}

  readonly unpack = unpack;
  readonly pack = pack;
}
