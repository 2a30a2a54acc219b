import type {Message} from '../sync/message.ts';
import {toEnglish} from './translator.ts';

/** An error that people read: what it says is told in their language (`sayingOf`); its `message` is the English of it, for the journal and logs. */
export abstract class LocalizedError extends Error {
	/** Not enumerable, so that logs stay short. */
	declare readonly saying: Message;

	constructor(saying: Message, options?: ErrorOptions) {
		super(toEnglish(saying), options);
		Object.defineProperty(this, 'saying', {value: saying, enumerable: false});
	}
}
