/** An interview asks at most this many questions. */
export const MOST_QUESTIONS = 15;
