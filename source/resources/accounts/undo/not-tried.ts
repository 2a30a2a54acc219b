import {SaidError} from '../../../words/said-error.ts';
import {say} from '../../../words/words.ts';

/** The work was stopped before this step: nothing was sent. */
export class NotTried extends SaidError {
	constructor() {
		super(say('not-tried'));
	}
}
