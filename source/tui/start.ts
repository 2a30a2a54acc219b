import type {Screen} from '../resources/index.ts';
import {emptyList} from './browse/list.ts';
import type {Link, Size, State} from './state.ts';

/** What is known before anything was asked. */
export type Start = {
	readonly screens: readonly Screen[];
	/** How a person calls the two systems. */
	readonly names: {readonly stalker: string; readonly billing: string; readonly isEmbedded: boolean};
	readonly isDemo: boolean;
	readonly readOnly: boolean;
	readonly size: Size;
};

/** The console before anything was read: on the menu. */
export function startOf({screens, names, isDemo, readOnly, size}: Start): State {
	const link: Link = {name: '', state: 'opening', since: null, why: null, latency: null, warning: null};
	const placed = screens.map((screen, place) => ({
		key: String(place + 1),
		name: typeof screen === 'string' ? screen : screen.name,
		tab: typeof screen === 'string' ? null : screen,
	}));
	return {
		size,
		screens: placed,
		at: null,
		menu: 0,
		lists: Object.fromEntries(placed.flatMap(({name, tab}) => (tab ? [[name, emptyList(tab)]] : []))),
		explorer: {
			path: '',
			past: [],
			isAsking: false,
			answer: null,
			fault: null,
			view: 'table',
			top: 0,
			across: 0,
		},
		trail: [],
		mode: {is: 'browse'},
		stalker: {...link, name: names.stalker},
		billing: {...link, name: names.billing, warning: names.isEmbedded && !isDemo ? 'embedded' : null},
		isDemo,
		readOnly,
		paused: false,
		history: null,
		deed: null,
		waiting: [],
		results: null,
		message: null,
		lead: null,
		messages: [],
		simulates: false,
		deeds: [],
	};
}
