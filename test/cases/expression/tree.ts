import type { CellAst, Expression, IntervalExpression, SortKeyAst } from '../../../src/syntax/ast.ts';

/** An expression as a short s-expression: what the parser understood, whatever the spelling. */
export function tree(expression: Expression): string {
  switch (expression.kind) {
    case 'number': {
      const { value, digits, unit } = expression;
      return `${value}${digits > 0 ? `@${digits}` : ''}${unit === '' ? '' : `:${unit}`}`;
    }
    case 'date':
      return `day${expression.days}`;
    case 'text':
      return JSON.stringify(expression.value);
    case 'flag':
      return String(expression.value);
    case 'missing':
      return 'missing';
    case 'name':
      return expression.path.join('.');
    case 'call':
      return `(${[`${expression.callee}()`, ...expression.args.map(tree)].join(' ')})`;
    case 'negate':
    case 'not':
      return `(${expression.kind} ${tree(expression.of)})`;
    case 'binary':
      return `(${expression.operator} ${tree(expression.left)} ${tree(expression.right)})`;
    case 'in_list':
      return `(${['in', tree(expression.of), ...expression.items.map(tree)].join(' ')})`;
    case 'in_interval':
      return `(in ${tree(expression.of)} ${intervalTree(expression.interval)})`;
    case 'between':
      return `(between ${tree(expression.of)} ${tree(expression.low)} ${tree(expression.high)})`;
    case 'is_missing':
      return `(${expression.negated ? 'present' : 'missing'}? ${tree(expression.of)})`;
    case 'if':
      return `(if ${tree(expression.condition)} ${tree(expression.then)} ${tree(expression.otherwise)})`;
  }
}

export function intervalTree({ low, lowOpen, high, highOpen }: IntervalExpression): string {
  const end = (of: Expression | null) => (of === null ? 'none' : tree(of));
  return `${lowOpen ? '(' : '['}${end(low)} ${end(high)}${highOpen ? ')' : ']'}`;
}

export function cellTree(cell: CellAst): string {
  if (cell.kind === 'any') return 'any';
  return cell.kind === 'interval' ? intervalTree(cell.interval) : `{${cell.values.map(tree).join(' ')}}`;
}

export function sortKeyTree({ value, descending }: SortKeyAst): string {
  return `${descending ? 'down' : 'up'} ${tree(value)}`;
}
