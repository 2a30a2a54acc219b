import {confirmOf, cursorOn, renderLines, rowsAt, stateOf} from '../../test/tui/view/fixtures.ts';
import {activeListOf, type Size, type State} from '../../source/tui/session/state.ts';
import {screenToSvg} from './svg.ts';

type Picture = {
	/** Read to those who cannot see the picture. */
	readonly title: string;
	readonly state: State;
};

const small: Size = {columns: 80, rows: 24};
const large: Size = {columns: 120, rows: 30};

/** Every picture of the console as SVG, by its file's name in `docs/images/`: drawn by the console's own view code, from the demo's portal and billing. */
export const drawPictures = (): ReadonlyMap<string, string> =>
	new Map(
		Object.entries(pictures()).map(([name, {title, state}]) => [
			`${name}.svg`,
			screenToSvg(renderLines(state), {columns: state.size.columns, title}),
		]),
	);

function pictures(): Readonly<Record<string, Picture>> {
	const accounts = accountsState(small, 4, [2, 12]);
	return {
		accounts: {title: 'The accounts, each with its sync status', state: accounts},
		menu: {title: 'The menu', state: {...stateOf(small), activeScreen: null}},
		question: {
			title: 'The question before two accounts are deleted',
			state: {...accounts, mode: confirmOf(accounts, 'delete', rowsAt(accounts, 2, 12))},
		},
		record: {
			title: 'An account with the fields of both systems beside the list',
			state: withRecordBeside(accountsState(large, 4, [])),
		},
	};
}

/** The accounts with the cursor on one row and others selected, by their places. */
function accountsState(size: Size, cursor: number, places: readonly number[]): State {
	const state = stateOf(size);
	const selected = new Set(rowsAt(state, ...places).map(({key}) => key));
	return stateOf(size, {}, {...cursorOn(state, cursor), selected});
}

/** The highlighted row's record beside the list. */
function withRecordBeside(state: State): State {
	const list = activeListOf(state)!;
	return {...state, lists: {...state.lists, [list.resource.name]: {...list, detailKey: list.cursorKey}}};
}
