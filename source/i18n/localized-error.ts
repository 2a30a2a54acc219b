import type {Message} from './message.ts';
import {toEnglish} from './translator.ts';

/** An error with a message for the person, in the language that is chosen later (`errorMessage`). Its `message` is the English text, for the journal and logs. */
export abstract class LocalizedError extends Error {
	/** Not enumerable, so that logs stay short. */
	declare readonly localized: Message;

	constructor(localized: Message, options?: ErrorOptions) {
		super(toEnglish(localized), options);
		Object.defineProperty(this, 'localized', {value: localized, enumerable: false});
	}
}
