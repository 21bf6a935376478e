// Generated from src/syntax/grammar.ts by `npm run generate`. Not edited by hand.
import type { Lookahead } from './rules.ts';

/** Which token decides for which alternative, by rule and place in it. */
export const LOOKAHEAD: Lookahead = {
 "expression": {
  "OR": {
   "word_if": 0,
   "word_not": 1,
   "minus": 1,
   "number": 1,
   "date": 1,
   "text": 1,
   "word_true": 1,
   "word_false": 1,
   "word_missing": 1,
   "name": 1,
   "openRound": 1
  }
 },
 "logic": {
  "MANY": {
   "word_not": 0
  },
  "MANY2": {
   "word_or": 0,
   "word_and": 0
  },
  "OR": {
   "word_or": 0,
   "word_and": 1
  },
  "MANY3": {
   "word_not": 0
  }
 },
 "comparison": {
  "OPTION": {
   "relation": 0,
   "word_in": 0,
   "word_between": 0,
   "word_is": 0,
   "word_not": 0,
   "word_missing": 0
  },
  "OR": {
   "relation": 0,
   "word_in": 1,
   "word_between": 2,
   "word_is": 3,
   "word_not": 3,
   "word_missing": 3
  },
  "OPTION2": {
   "word_is": 0
  },
  "OPTION3": {
   "word_not": 0
  }
 },
 "arithmetic": {
  "MANY": {
   "minus": 0
  },
  "MANY2": {
   "coalesce": 0,
   "plus": 0,
   "minus": 0,
   "times": 0,
   "divide": 0,
   "word_of": 0
  },
  "OR": {
   "coalesce": 0,
   "plus": 1,
   "minus": 2,
   "times": 3,
   "divide": 4,
   "word_of": 5
  },
  "MANY3": {
   "minus": 0
  }
 },
 "operand": {
  "OR": {
   "number": 0,
   "date": 1,
   "text": 2,
   "word_true": 3,
   "word_false": 4,
   "word_missing": 5,
   "name": 6,
   "openRound": 7
  }
 },
 "amount": {
  "OPTION": {
   "percent": 0,
   "name": 0
  },
  "OR": {
   "percent": 0,
   "name": 1
  }
 },
 "reference": {
  "MANY": {
   "dot": 0
  },
  "OR": {
   "name": 0,
   "number": 1
  },
  "OPTION": {
   "openRound": 0
  },
  "MANY_SEP": {
   "word_if": 0,
   "word_not": 0,
   "minus": 0,
   "number": 0,
   "date": 0,
   "text": 0,
   "word_true": 0,
   "word_false": 0,
   "word_missing": 0,
   "name": 0,
   "openRound": 0
  },
  "OPTION2": {
   "word_where": 0
  }
 },
 "set": {
  "OR": {
   "openRound": 0,
   "openSquare": 1
  },
  "OPTION": {
   "word_if": 0,
   "word_not": 0,
   "minus": 0,
   "number": 0,
   "date": 0,
   "text": 0,
   "word_true": 0,
   "word_false": 0,
   "word_missing": 0,
   "name": 0,
   "openRound": 0
  },
  "OR2": {
   "range": 0,
   "word_if": 1,
   "word_not": 1,
   "minus": 1,
   "number": 1,
   "date": 1,
   "text": 1,
   "word_true": 1,
   "word_false": 1,
   "word_missing": 1,
   "name": 1,
   "openRound": 1
  },
  "OR3": {
   "range": 0,
   "comma": 1,
   "closeSquare": 1
  },
  "MANY": {
   "comma": 0
  }
 },
 "upTo": {
  "OPTION": {
   "word_if": 0,
   "word_not": 0,
   "minus": 0,
   "number": 0,
   "date": 0,
   "text": 0,
   "word_true": 0,
   "word_false": 0,
   "word_missing": 0,
   "name": 0,
   "openRound": 0
  },
  "OR": {
   "closeSquare": 0,
   "closeRound": 1
  }
 },
 "bracketed": {
  "OR": {
   "openSquare": 0,
   "openRound": 1
  },
  "OPTION": {
   "word_if": 0,
   "word_not": 0,
   "minus": 0,
   "number": 0,
   "date": 0,
   "text": 0,
   "word_true": 0,
   "word_false": 0,
   "word_missing": 0,
   "name": 0,
   "openRound": 0
  }
 },
 "interval": {
  "OR": {
   "openSquare": 0,
   "openRound": 0,
   "relation": 1,
   "minus": 2,
   "number": 2,
   "date": 2,
   "text": 2,
   "word_true": 2,
   "word_false": 2,
   "word_missing": 2,
   "name": 2
  }
 },
 "cell": {
  "OR": {
   "openSquare": 0,
   "openRound": 0,
   "relation": 1,
   "minus": 2,
   "number": 2,
   "date": 2,
   "text": 2,
   "word_true": 2,
   "word_false": 2,
   "word_missing": 2,
   "name": 2
  },
  "OR2": {
   "range": 0,
   "comma": 1,
   "": 1
  },
  "MANY": {
   "comma": 0
  }
 }
};
