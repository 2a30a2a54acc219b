import {message} from '../../i18n/translator.ts';
import {recoverInterrupted} from '../../resources/recover-interrupted.ts';
import type {ActionContext} from '../actions/action-context.ts';
import type {Store} from './store.ts';
import type {TerminalHost} from './terminal-host.ts';
import type {ScreenSettings, ScreenSettingsStore} from '../../storage/screen-settings.ts';
import {refilter} from './list-state.ts';
import type {List} from './list.ts';

type StartContext = Pick<ActionContext, 'store' | 'connections' | 'pendingTasks' | 'listLoader'>;

/**
Starts everything that is read when the console opens: the summaries, snapshots and settings of the previous session, all lists, and the
actions that were interrupted.

A system that cannot be opened is reported by the list loader, so the other tasks ignore that failure.
*/
export function loadAtStart(context: StartContext, signal: AbortSignal): void {
	const {connections, pendingTasks, listLoader} = context;
	pendingTasks.add(loadMenuSummaries(context));
	pendingTasks.add(loadSharedCounts(context));
	pendingTasks.add(loadScreenSettings(context, signal));
	pendingTasks.add(connections.stalker().then(listLoader.showSnapshots, () => undefined));
	pendingTasks.add(loadAllLists(context));
	pendingTasks.add(reportInterrupted(context, signal).then(async () => loadWriter(context)));
}

/** The row counts of the previous session, and how they were over time, which the menu shows until the lists have been read. */
async function loadMenuSummaries({store, connections}: StartContext): Promise<void> {
	const summaries = await connections.summaries().catch(() => null);
	const history = await connections.countHistory().catch(() => null);
	for (const name of Object.keys(store.getState().lists))
		store.updateList(name, list => ({
			...list,
			lastSummary: summaries?.get(name) ?? null,
			countHistory: history?.get(name) ?? [],
		}));
}

/** What `check` has counted for all operators, once billing is open. */
async function loadSharedCounts({store, connections}: StartContext): Promise<void> {
	const app = await connections.context().catch(() => null);
	if (!app?.billing.counts || app.providerId === null) return;
	// Without an answer the curve is this operator's alone; the lists report what is wrong with billing.
	const shared = await app.billing.counts.read(app.providerId).catch(() => []);
	const history = await connections.countHistory();
	for (const [name, own] of Map.groupBy(shared, ({list}) => list)) {
		if (!store.getState().lists[name]) continue;
		history.merge(
			name,
			own.map(({hour, unsynced}) => ({at: `${hour}:00:00.000Z`, unsynced})),
		);
		store.updateList(name, list => ({...list, countHistory: history.get(name)}));
	}
}

/** What the operator has set on the screens, here and in earlier sessions. */
async function loadScreenSettings({store, connections}: StartContext, signal: AbortSignal): Promise<void> {
	const stored = await connections.screenSettings().catch(() => null);
	if (!stored || signal.aborted) return;
	signal.addEventListener('abort', rememberScreens(store, stored), {once: true});
}

/**
Loads one list after the other, so that the portal does not get all requests at once; those that have been read are left. It ends when
another portal is shown. It waits for the portal only: billing may be slow to open.
*/
export async function loadAllLists({
	store,
	listLoader,
}: Pick<StartContext, 'store' | 'listLoader'>): Promise<void> {
	for (const {resource} of store.getState().screens) {
		if (store.getState().isHidden) return;
		if (!resource || store.getState().lists[resource.name]!.stalker.state === 'fresh') continue;
		void listLoader.load(resource.name);
		await store.waitUntil(
			({lists, isHidden}) =>
				isHidden || ['fresh', 'unreachable'].includes(lists[resource.name]!.stalker.state),
		);
	}
}

/** Checks once how the actions that an earlier session did not finish have ended, and reports each of them. */
async function reportInterrupted({store, connections}: StartContext, signal: AbortSignal): Promise<void> {
	const app = await connections.context().catch(() => null);
	if (!app) return;
	const report = await recoverInterrupted(app, signal).catch((error: unknown) => {
		if (signal.aborted) return null;
		throw error;
	});
	if (!report) return;
	const {found, rest, count} = report;
	const reasons = [...found.map(one => one.message), ...rest];
	for (const reason of reasons) store.logNotification(reason);
	if (reasons[0]) store.notify('bad', count === 1 ? reasons[0] : message('interrupted-several', {n: count}));
}

/** Loads what the first write needs, which would otherwise wait for it. If it fails, the write reports it. */
async function loadWriter({connections}: StartContext): Promise<void> {
	const app = await connections.context().catch(() => null);
	if (app && !app.readOnly) await app.billing.loadWriter().catch(() => undefined);
}

/** Counts the seconds while a system is being opened, so that the screen shows how long it has taken. Returns the function that ends it. */
export function startOpeningClock(store: Store, {clock, runAfter}: TerminalHost): () => void {
	const startedAtMs = clock().getTime();
	let cancel = () => {};
	const schedule = () => {
		const {stalker, billing} = store.getState();
		if (stalker.state !== 'connecting' && billing.state !== 'connecting') return;
		cancel = runAfter(1000, () => {
			store.setState({openingSeconds: Math.floor((clock().getTime() - startedAtMs) / 1000)});
			schedule();
		});
	};
	schedule();
	return () => cancel();
}

/**
Applies the settings of the last session to the lists and to the cursor of the menu, and stores them whenever they change. Returns the
function that ends this.
*/
function rememberScreens(store: Store, stored: ScreenSettingsStore): () => void {
	for (const [name, {resource}] of Object.entries(store.getState().lists)) {
		const settings = stored.get(resource.name);
		if (settings) store.updateList(name, (list, height) => refilter(withSettings(list, settings), height));
	}

	pointAtLastScreen(store, stored.lastScreen());
	let {lists, activeScreen} = store.getState();
	return store.subscribe(() => {
		const [before, screenBefore] = [lists, activeScreen];
		({lists, activeScreen} = store.getState());
		if (activeScreen !== screenBefore && isOnMenu(store, activeScreen)) stored.setLastScreen(activeScreen);
		for (const [name, list] of Object.entries(lists))
			if (before[name] && hasOtherSettings(list, before[name])) stored.set(name, settingsOf(list));
	});
}

/** Whether the menu has a line of this screen; it has none of the journal. */
const isOnMenu = (store: Store, name: string | null | undefined): name is string =>
	store.getState().screens.some(screen => screen.name === name);

/** Puts the cursor of the menu on the screen that was opened last, unless the operator has moved it already. */
function pointAtLastScreen(store: Store, name: string | undefined): void {
	const {screens, menuCursor} = store.getState();
	if (!isOnMenu(store, name)) return;
	if (menuCursor === screens[0]!.name) store.setState({menuCursor: name});
}

/** The list with these settings, apart from columns that the resource does not have. */
function withSettings(
	list: List,
	{columns, sort, columnWidths = {}, filterHistory, isWide, views}: ScreenSettings,
): List {
	const known = new Set(list.resource.columns.map(({id}) => id));
	const [first] = list.resource.columns;
	const shown = columns.filter(id => known.has(id));
	return {
		...list,
		filterHistory,
		isWide,
		columnWidths,
		views: views ?? list.views,
		columns: first && shown.includes(first.id) ? shown : list.columns,
		sort: sort && (known.has(sort.column) || sort.column === 'mark') ? sort : null,
	};
}

const settingsOf = ({filterHistory, columns, sort, columnWidths, isWide, views}: List): ScreenSettings => ({
	filterHistory,
	columns,
	sort,
	columnWidths,
	isWide,
	views,
});

const hasOtherSettings = (one: List, other: List): boolean =>
	one.filterHistory !== other.filterHistory ||
	one.columns !== other.columns ||
	one.sort !== other.sort ||
	one.views !== other.views ||
	one.columnWidths !== other.columnWidths ||
	one.isWide !== other.isWide;
