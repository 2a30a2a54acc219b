import type {Translator} from '../../i18n/translator.ts';
import {cursorRowOf} from '../session/list.ts';
import type {State} from '../session/state.ts';
import {rowLabel} from './row-label.ts';
import {signs} from './style.ts';

/**
The way to the visible screen, with the rows that led there: `Accounts › user00023 › Tariff plans`. `null` where `esc` leads to the menu.
*/
export function breadcrumbs({backStack, activeScreen, lists}: State, translator: Translator): string | null {
	if (activeScreen === null || backStack.length === 0) return null;
	const before = backStack.flatMap(name => {
		const list = lists[name];
		const row = list && cursorRowOf(list);
		return [translator.screenTexts(name).title, ...(row ? [rowLabel(row.key, list)] : [])];
	});
	return [...before, translator.screenTexts(activeScreen).title].join(` ${signs.moreRight} `);
}
