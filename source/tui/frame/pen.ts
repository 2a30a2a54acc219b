import type {Words} from '../../words/words.ts';
import type {Style} from '../style.ts';

/** What every part is drawn with. */
export type Pen = {
	readonly style: Style;
	readonly words: Words;
	/** Only to tell today's times from older ones: nothing drawn grows older by itself. */
	readonly now: Date;
};
