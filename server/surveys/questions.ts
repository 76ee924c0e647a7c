/** The questions of a survey: which may be asked, and what answers them. Pure. */
import { type Answer, type Question, STEPS } from '../contract/surveys.ts';
import { Refusal } from '../errors.ts';

/**
 * Questions as they are kept: without spaces around, and as whole characters.
 * @throws {Refusal} bad_request for one that is asked twice, and for a choice that is none
 */
export function checkedQuestions(questions: readonly Question[]): Question[] {
  const checked = questions.map((question) => ({
    ...question,
    ...trimmed(question),
    options: question.options.map(trimmed),
  }));
  const refused = (nth: number, message: string) =>
    new Refusal('bad_request', [{ field: `questions.${nth}`, message }]);
  for (const [nth, { kind, options }] of checked.entries()) {
    const fits = kind === 'choice' ? options.length >= 2 : options.length === 0;
    if (!fits) throw refused(nth, 'options');
    if (new Set(options.map(({ text }) => text)).size < options.length) throw refused(nth, 'options.twice');
  }
  const twice = checked.findIndex((one, nth) =>
    checked.slice(0, nth).some((other) => other.text === one.text),
  );
  if (twice !== -1) throw refused(twice, 'twice');
  return checked;
}

const trimmed = ({ text, textEn }: Pick<Question, 'text' | 'textEn'>) => ({
  text: plain(text),
  textEn: plain(textEn),
});

const plain = (text: string): string => text.toWellFormed().normalize('NFC').trim();

/** What a question is: answers to the same, whether it had to be answered or not, may be counted together. */
export const identityOf = ({ kind, text, textEn, options }: Question): string =>
  JSON.stringify([kind, text, textEn, options.map((option) => [option.text, option.textEn])]);

/**
 * Answers as they are kept, one for each question.
 * @throws {Refusal} bad_request with the answers that are missing (`required`) or answer something else (`invalid`)
 */
export function checkedAnswers(questions: readonly Question[], answers: readonly Answer[]): Answer[] {
  if (answers.length !== questions.length) {
    throw new Refusal('bad_request', [{ field: 'answers', message: `${questions.length}` }]);
  }
  const checked = questions.map((question, nth) => checkedAnswer(question, answers[nth] ?? null));
  const details = checked.flatMap(({ fault }, nth) =>
    fault ? [{ field: `answers.${nth}`, message: fault }] : [],
  );
  if (details.length > 0) throw new Refusal('bad_request', details);
  return checked.map(({ answer }) => answer);
}

function checkedAnswer(
  question: Question,
  given: Answer,
): { answer: Answer; fault?: 'required' | 'invalid' } {
  const answer = typeof given === 'string' ? plain(given) || null : given;
  if (answer === null) return { answer, ...(question.required && { fault: 'required' }) };
  return { answer, ...(!isFit(question, answer) && { fault: 'invalid' }) };
}

function isFit({ kind, options }: Question, answer: number | string): boolean {
  if (kind === 'text') return typeof answer === 'string';
  if (typeof answer === 'string') return false;
  return kind === 'scale' ? answer >= 1 && answer <= STEPS : answer < options.length;
}
