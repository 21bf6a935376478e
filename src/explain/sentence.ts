import type { Language } from '../language/vocabulary.ts';
import { texts } from '../messages/say.ts';
import type { Program } from '../model/program.ts';
import type { Rating } from '../model/ruleset.ts';
import type { ScoreRow } from '../model/score.ts';
import { intervalForPeople } from '../number/text.ts';
import { awardReason } from './award-reason.ts';
import { namesOf } from './names.ts';
import { bandsIn } from './periods.ts';
import { type Context, contextOf, printing, showNode, textAt } from './show.ts';

/**
 * A writer of one sentence a result: each rating with the value and the band that made it, then the award with its
 * reason. Sensitive values are left out, and no colleague is named [G7].
 */
export function sentenceWriter(program: Program, language: Language): (row: ScoreRow) => string {
  const names = namesOf(program);
  const { explain } = texts(language);
  return (row) => {
    const context = contextOf(row.evaluation, language, names, false);
    const rated = [...program.ruleset.ratings.values()].flatMap((rating) => ratedPart(context, rating) ?? []);
    const { award } = row;
    const reason = award && awardReason(award, language);
    const awarded = award && reason ? [award.name === null ? reason : explain.sentence.award(award.name, reason)] : [];
    const sentence = [...rated, ...awarded].join('; ');
    return sentence === '' ? '' : `${sentence[0]?.toUpperCase()}${sentence.slice(1)}.`;
  };
}

function ratedPart(context: Context, rating: Rating): string | undefined {
  const { program, evaluation, language } = context;
  const { name, of } = rating;
  const words = texts(language).explain.sentence;
  const rated = program.ratings.get(name);
  const result = program.results.find((each) => each.name === name);
  if (rated === undefined || !result) return undefined;
  const outcome = evaluation.at(result.node);
  if (outcome.kind === 'missing') return words.unrated(name);
  const band =
    outcome.kind === 'value' && bandsIn(rating, evaluation.setting.period).find((each) => each.name === outcome.value);
  const base = program.nodes[rated]?.type.base;
  const value = showNode(context, rated, printing(base?.kind === 'number' ? base.digits : null, undefined));
  if (!band || value.text === null) return undefined;
  const interval = intervalForPeople(band.interval, language, base?.kind === 'number' ? base.unit : '');
  return words.rated({ rating: name, band: band.name, of: textAt(program, of.span), value: value.text, interval });
}
