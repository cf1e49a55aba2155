import { lostWithAnswer, shownAnswer } from './lost-with-answer.ts';

/** A page for people, with a status that says that all is well. */
export const html200 = lostWithAnswer({
  name: 'html-200',
  isIt: ({ status }, { html }) => html !== undefined && status === 200,
  note: (asked) => `${shownAnswer(asked)} with a page of HTML, and was not asked again`,
  advice:
    'Look at the Content-Type before reading an answer, and take another than the one expected for an error.',
});
