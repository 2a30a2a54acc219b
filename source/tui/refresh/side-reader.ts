import type {PortalList} from '../../sync/row.ts';
import type {Side, SideState} from '../session/list.ts';
import type {Store} from '../session/store.ts';
import type {LazyConnections} from './lazy-connections.ts';
import type {ListChanges} from './list-changes.ts';
import type {ListUpdater} from './list-updates.ts';
import type {Notifier} from './notifier.ts';
import type {PortalTurn} from './portal-turns.ts';

/**
Reads these sides of a list and shows them; returns those that were read, or `null` when the console is closing. The first read is shown at
once; later both sides are replaced together, so that no sync status changes for a moment.
*/
type SideReader = (
	name: string,
	sides: readonly Side[],
	acceptedCount: number | null,
) => Promise<readonly Side[] | null>;

export function createSideReader({
	store,
	connections,
	notifier,
	portalTurn,
	clock,
	signal,
	setSide,
	updateComparison,
}: {
	readonly store: Store;
	readonly connections: LazyConnections;
	readonly notifier: Notifier;
	readonly portalTurn: PortalTurn;
	readonly clock: () => Date;
	/** Aborted when the console closes. */
	readonly signal: AbortSignal;
	readonly setSide: ListChanges['setSide'];
	readonly updateComparison: ListUpdater['updateComparison'];
}): SideReader {
	return async function readSides(name, sides, acceptedCount) {
		const before = store.getState().lists[name]!;
		for (const side of sides) setSide(name, side, {state: 'loading'});
		let waiting = sides.length;
		const readOne = async (side: Side): Promise<SideState | null> => {
			const state = await readSide(name, side, before[side].state);
			waiting -= 1;
			const {stalker, billing} = store.getState().lists[name]!;
			if (state && waiting > 0 && (stalker.value === null || billing.value === null)) {
				await updateComparison(name, {
					acceptedCount,
					isFresh: side === 'stalker',
					read: {[side]: state},
					isStopped: () => waiting === 0,
				});
			}

			return state;
		};
		const results = await Promise.all(sides.map(readOne));
		if (signal.aborted) return null;
		const fresh = sides.filter((_, index) => results[index] !== null);
		const read = Object.fromEntries(fresh.map(side => [side, results[sides.indexOf(side)]!]));
		await updateComparison(name, {acceptedCount, isFresh: fresh.includes('stalker'), read});
		return signal.aborted ? null : fresh;
	};

	/** `null` if it failed, or was not read because another portal is shown; then it is `before` again. */
	async function readSide(name: string, side: Side, before: SideState['state']): Promise<SideState | null> {
		try {
			const value = await (side === 'stalker' ? readStalker(name) : readBilling(name));
			if (value === null) {
				setSide(name, side, {state: before});
				return null;
			}

			notifier.reportConnection(side, null);
			return {value, loadedAt: clock(), state: 'fresh', progress: null};
		} catch (error) {
			if (signal.aborted) return null;
			notifier.reportConnection(side, error);
			setSide(name, side, {state: 'unreachable', progress: null});
			return null;
		}
	}

	/** `null` when another portal is shown before its turn has come. */
	async function readStalker(name: string): Promise<PortalList<unknown> | null> {
		const stalker = await connections.stalker();
		using turn = await portalTurn.take(signal, waitsForPortal => store.setState({waitsForPortal}));
		if (!turn) return null;
		if (stalker.isUnencrypted)
			store.setState({stalker: {...store.getState().stalker, warning: 'unencrypted'}});
		const {resource} = store.getState().lists[name]!;
		return await resource.readStalker({stalker}, signal, (done, of) =>
			setSide(name, 'stalker', {progress: {done, total: of}}),
		);
	}

	async function readBilling(name: string): Promise<unknown> {
		const {resource, billing} = store.getState().lists[name]!;
		return resource.readBilling(await connections.context(), billing.value);
	}
}
