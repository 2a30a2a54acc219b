import type {Translator} from '../../i18n/translator.ts';
import type {Style} from './style.ts';

/** What every part is drawn with. */
export type RenderContext = {
	readonly style: Style;
	readonly translator: Translator;
	/** Only to tell today's times from older ones: nothing drawn grows older by itself. */
	readonly now: Date;
};
