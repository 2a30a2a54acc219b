import {LocalizedError} from '../../../i18n/localized-error.ts';
import {message} from '../../../i18n/translator.ts';

/** The work was stopped before this step: nothing was sent. */
export class NotTried extends LocalizedError {
	constructor() {
		super(message('not-tried'));
	}
}
