import type {Translator} from '../../i18n/translator.ts';
import {journalName} from '../journal/journal-list.ts';
import {resultsName} from '../results/results-list.ts';
import type {State} from '../session/state.ts';
import {renderLine, spansWidth, type Span} from './line.ts';
import type {RenderContext} from './render-context.ts';

/** Line with the tabs of all screens. */
export function renderScreenTabs(state: State, {translator, style}: RenderContext): string {
	const {columns} = state.size;
	const spans = screenTabs(state, translator).map(({name, label}): Span =>
		name === state.activeScreen ? ['here', `[${label}]`] : ` ${label} `,
	);
	return renderLine(spans, columns, style);
}

type Tab = {readonly name: string | null; readonly label: string};

/** The tabs with the longest labels that fit on the screen; that of the active screen is never only its key. */
function screenTabs({size: {columns}, screens, activeScreen}: State, translator: Translator): readonly Tab[] {
	const menu = {title: translator.tui.texts.menu, short: translator.tui.texts.menu};
	const all = [
		{key: '0', name: null},
		...screens,
		...(activeScreen === journalName ? [{key: 'H', name: journalName}] : []),
		...(activeScreen === resultsName ? [{key: 'J', name: resultsName}] : []),
	];
	const tabs = (length: 'title' | 'short' | 'key'): readonly Tab[] =>
		all.map(({key, name}) => {
			const {title, short} = name === null ? menu : translator.screenTexts(name);
			const isKeyAlone = length === 'key' && name !== activeScreen;
			return {name, label: isKeyAlone ? key : `${key} ${length === 'title' ? title : short}`};
		});
	const variants = [tabs('title'), tabs('short'), tabs('key')];
	return (
		variants.find(variant => spansWidth(variant.map(({label}) => ` ${label} `)) <= columns) ?? tabs('key')
	);
}

/** Line of the screen with the tabs. */
export const tabLine = 1;

/** The tab at this column of their line. */
export function tabAt(column: number, state: State, translator: Translator): Tab | undefined {
	let end = 0;
	return screenTabs(state, translator).find(({label}) => {
		end += spansWidth([label]) + 2;
		return column < end;
	});
}
