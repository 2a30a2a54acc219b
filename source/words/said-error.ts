import type {Saying} from '../sync/saying.ts';
import {inEnglish} from './words.ts';

/** An error that people read: what it says is told in their language (`sayingOf`); its `message` is the English of it, for the journal and logs. */
export abstract class SaidError extends Error {
	/** Not enumerable, so that logs stay short. */
	declare readonly saying: Saying;

	constructor(saying: Saying, options?: ErrorOptions) {
		super(inEnglish(saying), options);
		Object.defineProperty(this, 'saying', {value: saying, enumerable: false});
	}
}
