import { readJson } from './body';
import { QUESTIONS, type QuestionName } from './questions';
import { type Handler, methods, route } from './route';

/** The exports of a route file that answers one of the questions, to sessions and to keys that may query. */
export function asked(name: QuestionName): ReturnType<typeof methods> {
  const { permission, parse } = QUESTIONS[name];
  const post: Handler = route({
    permission,
    keys: 'query',
    input: async (request) => parse(await readJson(request)),
    handler: ({ input: answer, ...asking }) => answer(asking),
  });
  return methods({ POST: post });
}
