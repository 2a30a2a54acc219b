import {harmlessLines} from '../../terminal/harmless.ts';
import {say} from '../../words/words.ts';
import type {Command} from '../bindings.ts';
import {leaveTo} from '../browse/going.ts';
import type {Hands, Run} from '../hands.ts';
import {mostCopied} from '../outside.ts';
import {pageHeight} from '../room.ts';
import type {View} from '../state.ts';

/** What keys do on the screen that shows any resource, where that is something else than on a list. */
export const exploring: Readonly<Partial<Record<Command, Run>>> = {
	path: (_, hands) => openField(hands),
	refresh: (_, {store, asker}) => {
		const {path} = store.now().explorer;
		if (path === '') store.tell('plain', say('api-nothing-asked'));
		else asker.ask(path);
	},
	back: (_, hands) => {
		if (!hands.asker.leaveOff()) leaveTo(hands);
	},
	view: (_, {store}) => {
		const {explorer} = store.now();
		const next = views[(views.indexOf(explorer.view) + 1) % views.length]!;
		store.set({explorer: {...explorer, view: next, top: 0, across: 0}});
	},
	up: scroll(-1),
	down: scroll(1),
	'page-up': scroll('page-up'),
	'page-down': scroll('page-down'),
	first: scroll(-Infinity),
	last: scroll(Infinity),
	'columns-left': across(-1),
	'columns-right': across(1),
	copy: (_, {store, outside}) => {
		const {answer} = store.now().explorer;
		if (!answer) return store.tell('plain', say('api-nothing-asked'));
		const text = harmlessLines(answer.text.replaceAll('\r\n', '\n'));
		const n = Buffer.byteLength(text);
		if (n > mostCopied) return store.tell('bad', say('copy-too-long', {n}));
		outside.copy(text);
		store.tell('plain', say('copied', {what: answer.path}));
	},
	export: (_, {store, outside, works}) => {
		const {answer} = store.now().explorer;
		if (!answer) return store.tell('plain', say('api-nothing-asked'));
		const name = `${answer.path.replaceAll(/\W+/g, '-').slice(0, 60)}.txt`;
		works.add(outside.save(name, answer.text).then(file => store.tell('good', say('api-written', {file}))));
	},
};

const views: readonly View[] = ['table', 'tree', 'raw'];

function openField({store}: Hands): void {
	store.set({mode: {is: 'path', typed: '', back: 0}});
}

function scroll(by: number | 'page-up' | 'page-down'): Run {
	return (_, {store, outside}) => {
		const {explorer, size} = store.now();
		const page = Math.max(1, pageHeight(size) - 2);
		const lines = by === 'page-up' ? -page : by === 'page-down' ? page : by;
		store.set({explorer: {...explorer, top: Math.max(0, Math.min(explorer.top + lines, outside.mostTop()))}});
	};
}

function across(by: number): Run {
	return (_, {store}) => {
		const {explorer} = store.now();
		store.set({explorer: {...explorer, across: Math.max(0, Math.min(explorer.across + by, 200))}});
	};
}
