import type { Span } from '../base/source.ts';
import { JOB_FIELDS, type JobField } from '../language/job.ts';
import { WORDS } from '../language/vocabulary.ts';
import type { Located } from './ast.ts';
import type { DocumentNode, MapNode } from './document.ts';
import type { Reader } from './read-node.ts';

/** A file that a job names, with its place. */
export interface JobFileAst {
  readonly path: Located<string>;
  readonly sheet?: string;
  /** Of files that are told apart by names. */
  readonly name?: string;
}

/** What one key of a job says. */
export interface JobSettingAst {
  /** The option of the runner, without its dashes. */
  readonly option: string;
  readonly span: Span;
  /** Files, or texts as the command line takes them; a flag that is off has none. */
  readonly files?: readonly JobFileAst[];
  readonly texts?: readonly string[];
}

export interface JobAst {
  readonly ruleset: Located<string>;
  readonly settings: readonly JobSettingAst[];
}

export function job(r: Reader, root: MapNode): JobAst | undefined {
  const ruleset = r.need(root, 'ruleset', r.located);
  const output = r.at(root, 'job_output', (node) => r.map(node));
  const settings = JOB_FIELDS.flatMap((field) => {
    const map = field.output ? output : root;
    const node = map && r.get(map, field.key);
    return node ? (setting(r, field, node) ?? []) : [];
  });
  return ruleset && { ruleset, settings };
}

function setting(r: Reader, { option, form }: JobField, node: DocumentNode): JobSettingAst | undefined {
  const { span } = node;
  const texts = (value: string | undefined) => value !== undefined && { option, span, texts: [value] };
  switch (form) {
    case 'file':
    case 'files': {
      const files = node.kind === 'list' ? r.list(node, (item) => file(r, item)) : [file(r, node)];
      return { option, span, files: (files ?? []).filter((each) => each !== undefined) };
    }
    case 'file_or_named':
    case 'named_files': {
      if (node.kind === 'scalar') {
        const path = r.located(node);
        return path && { option, span, files: [{ path }] };
      }
      const named = r.named(node, (value) => file(r, value)) ?? [];
      return { option, span, files: named.map(({ name, value }) => ({ ...value, name: name.value })) };
    }
    case 'text':
      return texts(r.text(node)) || undefined;
    case 'locale':
      return texts(r.locale(node)?.value) || undefined;
    case 'flag': {
      const flag = r.flag(node);
      return flag === undefined ? undefined : { option, span, texts: flag ? [''] : [] };
    }
    default: {
      const word = r.word(node, form);
      return texts(word && WORDS[word.value].en) || undefined;
    }
  }
}

function file(r: Reader, node: DocumentNode): JobFileAst | undefined {
  if (node.kind !== 'map') {
    const path = r.located(node);
    return path && { path };
  }
  const path = r.need(node, 'job_file', r.located);
  const sheet = r.at(node, 'job_sheet', r.text);
  return path && { path, ...(sheet !== undefined && { sheet }) };
}
