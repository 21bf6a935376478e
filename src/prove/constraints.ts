import type { NodeId } from '../language/core.ts';
import type { Program } from '../model/program.ts';
import type { Regions } from './regions/compile.ts';
import { type Diagram, TooManyCells } from './regions/diagram.ts';

/** What is looked into for one check at most; a check that is too involved for that is left out, which is safe. */
const MOST_CELLS_OF_CHECK = 20_000;

/** What every record that is scored has in common: its checks, and inputs that are filled where they apply. */
export class Constraints {
  private readonly program: Program;
  private readonly regions: Regions;
  private known: readonly { readonly node: NodeId; readonly roots: readonly string[] }[] | undefined;

  constructor(program: Program, regions: Regions) {
    this.program = program;
    this.regions = regions;
  }

  /** The roots that a node hangs on. */
  rootsOf(node: NodeId): readonly string[] {
    const { roots } = this.regions;
    return [...new Set(this.below(node).flatMap((id) => roots.keyOf(id) ?? []))];
  }

  /** The same as nodes, what hangs on the period alone left out. */
  rootNodes(node: NodeId): readonly NodeId[] {
    const { roots } = this.regions;
    return this.below(node).filter((id) => roots.isRoot(roots.node(id)));
  }

  private below(node: NodeId): readonly NodeId[] {
    const { roots } = this.regions;
    const seen = new Set<NodeId>([node]);
    for (const id of seen) for (const next of roots.looksInto(id)) seen.add(next);
    return [...seen];
  }

  touches(nodes: readonly NodeId[]): boolean {
    return this.related(nodes).length > 0;
  }

  /** The roots of the nodes, and of all checks that have to do with them. */
  connected(nodes: readonly NodeId[]): readonly string[] {
    const roots = new Set(nodes.flatMap((node) => this.rootsOf(node)));
    for (const { roots: others } of this.related(nodes)) for (const root of others) roots.add(root);
    return [...roots];
  }

  /** True wherever no check refuses the record, as far as the checks have to do with the nodes. */
  around(nodes: readonly NodeId[], { diagrams }: Regions): Diagram {
    let all = diagrams.flag(true);
    for (const { node } of this.related(nodes)) {
      try {
        diagrams.refill(MOST_CELLS_OF_CHECK);
        all = this.regions.both(all, this.regions.truth(node, true));
      } catch (problem) {
        if (!(problem instanceof TooManyCells)) throw problem;
      }
    }
    diagrams.refill();
    return all;
  }

  private related(nodes: readonly NodeId[]): readonly { readonly node: NodeId; readonly roots: readonly string[] }[] {
    const reached = new Set(nodes.flatMap((node) => this.rootsOf(node)));
    const found = new Set<{ readonly node: NodeId; readonly roots: readonly string[] }>();
    for (let before = -1; found.size !== before; ) {
      before = found.size;
      for (const one of this.all()) {
        if (found.has(one) || !one.roots.some((root) => reached.has(root))) continue;
        found.add(one);
        for (const root of one.roots) reached.add(root);
      }
    }
    return [...found];
  }

  private all(): readonly { readonly node: NodeId; readonly roots: readonly string[] }[] {
    this.known ??= this.program.requirements
      .filter(({ reason }) => reason.kind !== 'weights')
      .map(({ node }) => ({ node, roots: this.rootsOf(node) }));
    return this.known;
  }
}
