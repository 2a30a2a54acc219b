import type {Row} from '../../../../source/sync/row.ts';
import type {SessionHarness} from '../../session-harness.ts';
import type {TestedAction} from './actions.ts';

/** One thing that happens; then what is on the screen is looked at. `name` is how the table tells it. `elsewhere`: it is not the console that does it. */
type Step = {
	readonly name: string;
	readonly elsewhere?: true;
	run(scene: MatrixContext): unknown;
};

/** `rows`: what the deed is for; `count`: the number that the question wants typed, where it wants one. */
type MatrixContext = {
	readonly stage: SessionHarness;
	readonly deed: TestedAction;
	readonly rows: readonly Row[];
	readonly count: number;
};

export type Situation = {
	readonly name: string;
	/** One row is highlighted, or three are marked; of an import, whether a yes or a number is asked for. */
	readonly scope: 'one' | 'many';
	readonly steps: readonly Step[];
	/** Places of the rows whose account is deleted, whose box is rebooted: those and no others. */
	readonly affectedRows: readonly number[];
	/** Whether billing has exactly Stalker's channels then; where not, it is as it was. */
	readonly importsChannels: boolean;
	readonly readOnly?: boolean;
};

type Keys = (scene: MatrixContext) => readonly string[];

const shown: Readonly<Record<string, string>> = {'\r': 'enter', '\u001B[C': '→', ' ': 'space'};
const press = (...keys: readonly string[]): Step => ({
	name: keys.map(key => shown[key] ?? key).join(' '),
	run: async ({stage}) => stage.press(...keys),
});
const own = (name: string, keys: Keys): Step => ({
	name,
	run: async scene => scene.stage.press(...keys(scene)),
});
const inOneRead = (name: string, keys: Keys): Step => ({
	name: `${name} in one read`,
	run: async scene => scene.stage.pressTogether(...keys(scene)),
});
/** Each in a read of its own, and nobody waits between. */
const quickly = (name: string, keys: Keys): Step => ({
	name: `${name} within 300 ms`,
	async run(scene) {
		scene.stage.send(...keys(scene));
		await scene.stage.idle();
	},
});
const paste = (text: string): Step => ({
	name: `pasted ${JSON.stringify(text)}`,
	run: async ({stage}) => stage.pressTogether(`\u001B[200~${text}\u001B[201~`),
});
const then = (name: string, run: (scene: MatrixContext) => unknown): Step => ({
	name: `(${name})`,
	elsewhere: true,
	run,
});

const key = own('key', ({deed}) => [deed.key]);
const cyrillic = own('Cyrillic key', ({deed}) => [deed.cyrillic]);
const number = own('number enter', ({count}) => [...String(count), 'enter']);
const wrong = own('another number enter', ({count}) => [...String(count - 1), 'enter']);
const [y, n, esc, enter] = [press('y'), press('n'), press('escape'), press('enter')];
const renamed = then('it changes in the portal', ({stage, deed, rows}) => deed.change(stage, rows[0]!));
const gone = then('it goes from the portal', ({stage, deed, rows}) => deed.remove(stage, rows[0]!));
const ours = then('it changes in billing', async ({stage, deed, rows}) =>
	deed.changeBilling(stage, rows[0]!),
);
const silent = then('the portal fails', ({stage}) => stage.portal.setFault({is: 'status', code: 500}));
const size = (columns: number, rows: number) =>
	then(`the window is ${columns}×${rows}`, ({stage}) => stage.session.resize({columns, rows}));
/** The key comes while a reading is under way, which ends when the question stands. */
const whileReading = (name: string, change: (scene: MatrixContext) => void): Step => ({
	name: `key (and a list arrives: ${name})`,
	async run(scene) {
		const {stage, deed} = scene;
		stage.portal.setFault({is: 'slow', milliseconds: 500, times: 1});
		stage.send('r');
		await stage.until(() => stage.list().stalker.state === 'loading');
		change(scene);
		stage.send(deed.key);
		await stage.idle();
	},
});
const filtered = own('filter', ({rows}) => ['/', ...rows[0]!.key, 'enter']);
const nothingLeft = press('/', 'z', 'z', 'z', 'enter');

/** It is done, to one. */
const [one, all] = [
	{scope: 'one', affectedRows: [0], importsChannels: true},
	{scope: 'many', affectedRows: [0, 1, 2], importsChannels: true},
] as const;
/** Nothing is done. */
const [none, noneOfMany] = [
	{scope: 'one', affectedRows: [], importsChannels: false},
	{scope: 'many', affectedRows: [], importsChannels: false},
] as const;

export const situations: readonly Situation[] = [
	{...one, name: 'y', steps: [key, y]},
	{...one, name: '→ enter', steps: [key, press('right', 'enter')]},
	{...none, name: 'enter', steps: [key, enter]},
	{...none, name: 'n', steps: [key, n]},
	{...none, name: 'esc', steps: [key, esc]},
	{...none, name: 'the key again', steps: [key, key, esc]},
	{...one, name: 'the key again, and y', steps: [key, key, y]},
	{...one, name: 'the key again at work', steps: [key, quickly('y, key', ({deed}) => ['y', deed.key])]},
	{...none, name: 'key y as a burst', steps: [inOneRead('key y', ({deed}) => [deed.key, 'y']), esc]},
	{
		...none,
		name: 'key enter as a burst',
		steps: [inOneRead('key enter', ({deed}) => [deed.key, 'enter']), esc],
	},
	{
		...none,
		name: 'key → enter as a burst',
		steps: [inOneRead('key → enter', ({deed}) => [deed.key, 'right', 'enter']), esc],
	},
	{...none, name: 'pasted, marked as a paste', steps: [paste('dibyyy\ry')]},
	{
		...none,
		name: 'pasted like typed',
		steps: [inOneRead('dib yes', ({deed}) => [`${deed.key}yes\ry\r`]), esc],
	},
	{...none, name: 'pasted at the question, marked as a paste', steps: [key, paste('y\r'), esc]},
	{...none, name: 'pasted at the question like typed', steps: [key, inOneRead('yes', () => ['yes\ry']), esc]},
	{...one, name: 'Cyrillic key, Latin y', steps: [cyrillic, y]},
	{...none, name: 'н, which stands where y does', steps: [key, press('н'), esc]},
	{...none, name: 'у, which looks like y', steps: [cyrillic, press('у'), esc]},
	{...none, name: 'read-only', readOnly: true, steps: [key]},
	{...none, name: 'simulated', steps: [press('W'), key, y]},
	{...one, name: 'filtered', steps: [filtered, key, y]},
	{...none, name: 'the filter leaves no row', steps: [nothingLeft, key, esc]},
	{...none, name: 'changed since it was read', steps: [renamed, key, y]},
	{...none, name: 'gone since it was read', steps: [gone, key, y]},
	{...none, name: 'changes while the question stands', steps: [key, renamed, y]},
	{...none, name: 'goes while the question stands', steps: [key, gone, y]},
	{...none, name: 'changes in billing while the question stands', steps: [key, ours, y]},
	{...none, name: 'the portal fails while the question stands', steps: [key, silent, y]},
	{...none, name: 'y at once', steps: [quickly('key, y', ({deed}) => [deed.key, 'y']), esc]},
	{...one, name: 'y at once, and once more', steps: [quickly('key, y', ({deed}) => [deed.key, 'y']), y]},
	{...one, name: 'the window changes', steps: [key, size(60, 15), y]},
	{...none, name: 'the window gets too small to read', steps: [key, size(40, 10), y, size(100, 30), esc]},
	{
		...one,
		name: 'rows arrive while the question stands',
		importsChannels: false,
		steps: [whileReading('a row before it', ({stage, deed}) => deed.addRecord(stage)), y],
	},
	{
		...none,
		name: 'a list without it arrives while the question stands',
		steps: [whileReading('without it', ({stage, deed, rows}) => deed.remove(stage, rows[0]!)), y],
	},
	{...all, name: 'the number', steps: [key, number]},
	{...noneOfMany, name: 'y', steps: [key, y, esc]},
	{...noneOfMany, name: 'enter', steps: [key, enter]},
	{...noneOfMany, name: 'esc', steps: [key, esc]},
	{...noneOfMany, name: 'another number', steps: [key, wrong, esc]},
	{...all, name: 'another number, then the number', steps: [key, wrong, number]},
	{
		...all,
		name: 'the number between spaces',
		steps: [key, own('space number space enter', ({count}) => [' ', ...String(count), ' ', 'enter'])],
	},
	{...noneOfMany, name: 'the number pasted', steps: [key, paste('3\r'), esc]},
	{
		...noneOfMany,
		name: 'key, number and enter as a burst',
		steps: [inOneRead('key number enter', ({deed, count}) => [deed.key, String(count), 'enter']), esc],
	},
	{
		...noneOfMany,
		name: 'the number at once',
		steps: [quickly('key, number, enter', ({deed, count}) => [deed.key, ...String(count), 'enter']), esc],
	},
	{...all, name: 'marked, and hidden by the filter', steps: [nothingLeft, key, number]},
	{
		...all,
		affectedRows: [1, 2],
		importsChannels: false,
		name: 'one changed since it was read',
		steps: [renamed, key, number],
	},
	{
		...all,
		affectedRows: [1, 2],
		importsChannels: false,
		name: 'one goes while the question stands',
		steps: [key, gone, number],
	},
];
