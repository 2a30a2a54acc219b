import {sanitizeLines} from '../../terminal/sanitize.ts';
import {message} from '../../i18n/translator.ts';
import type {Command} from '../commands/key-bindings.ts';
import {leaveScreen} from '../commands/navigation.ts';
import type {CommandHandler} from '../session/session-context.ts';
import {maxClipboardBytes} from '../session/terminal-host.ts';
import {pageHeight} from '../session/screen-layout.ts';
import type {ExplorerView} from '../session/state.ts';

/** The commands of the API explorer, where they differ from those of a list. */
export const explorerHandlers: Readonly<Partial<Record<Command, CommandHandler>>> = {
	path: (_, {store}) => store.setState({mode: {is: 'path', typed: '', historyOffset: 0}}),
	refresh: (_, {store, apiRequester}) => {
		const {path} = store.getState().explorer;
		if (path === '') store.notify('plain', message('api-nothing-asked'));
		else apiRequester.request(path);
	},
	back: (_, context) => {
		if (!context.apiRequester.cancel()) leaveScreen(context);
	},
	view: (_, {store}) => {
		const {explorer} = store.getState();
		const next = views[(views.indexOf(explorer.view) + 1) % views.length]!;
		store.setState({explorer: {...explorer, view: next, top: 0, columnOffset: 0}});
	},
	up: scrollLines(-1),
	down: scrollLines(1),
	'page-up': scrollLines('page-up'),
	'page-down': scrollLines('page-down'),
	first: scrollLines(-Infinity),
	last: scrollLines(Infinity),
	'columns-left': scrollColumns(-1),
	'columns-right': scrollColumns(1),
	copy: (_, {store, host}) => {
		const {response} = store.getState().explorer;
		if (!response) return store.notify('plain', message('api-nothing-asked'));
		const text = sanitizeLines(response.text.replaceAll('\r\n', '\n'));
		const n = Buffer.byteLength(text);
		if (n > maxClipboardBytes) return store.notify('bad', message('copy-too-long', {n}));
		host.copyToClipboard(text);
		store.notify('plain', message('copied', {what: response.path}));
	},
	export: (_, {store, host, pendingTasks}) => {
		const {response} = store.getState().explorer;
		if (!response) return store.notify('plain', message('api-nothing-asked'));
		const name = `${response.path.replaceAll(/\W+/g, '-').slice(0, 60)}.txt`;
		pendingTasks.add(
			host.saveFile(name, response.text).then(file => store.notify('good', message('api-written', {file}))),
		);
	},
};

/** A response has hardly more columns than this. */
const maxColumnOffset = 200;

const views: readonly ExplorerView[] = ['table', 'tree', 'raw'];

function scrollLines(by: number | 'page-up' | 'page-down'): CommandHandler {
	return (_, {store, host}) => {
		const {explorer, size} = store.getState();
		const page = Math.max(1, pageHeight(size) - 2);
		const lines = by === 'page-up' ? -page : by === 'page-down' ? page : by;
		store.setState({
			explorer: {...explorer, top: Math.max(0, Math.min(explorer.top + lines, host.maxScrollTop()))},
		});
	};
}

function scrollColumns(by: number): CommandHandler {
	return (_, {store}) => {
		const {explorer} = store.getState();
		store.setState({
			explorer: {
				...explorer,
				columnOffset: Math.max(0, Math.min(explorer.columnOffset + by, maxColumnOffset)),
			},
		});
	};
}
