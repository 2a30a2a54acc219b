import type {Translator} from '../../i18n/translator.ts';
import type {Style} from './style.ts';

/** Dependencies of all rendering functions. */
export type RenderContext = {
	readonly style: Style;
	readonly translator: Translator;
	/** Current time, only for showing today's times without a date. No relative times are drawn. */
	readonly now: Date;
};
