import type {Message} from '../i18n/message.ts';

/** A row of another list: the resource's name, and an ID that the resource's `find` understands. */
export type RowLink = {readonly resource: string; readonly id: string};

/** An expected “no” with the way out. Returned, never thrown: nothing went wrong. `related`: the row where the way out begins. */
export type Refusal = {readonly refused: Message; readonly related?: RowLink};

export const refuse = (refused: Message, related?: RowLink): Refusal => ({
	refused,
	...(related && {related}),
});

export const isRefusal = (value: unknown): value is Refusal =>
	typeof value === 'object' && value !== null && 'refused' in value;
