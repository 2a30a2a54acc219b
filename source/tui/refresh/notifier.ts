import type {PortalList, Comparison} from '../../sync/row.ts';
import {message} from '../../i18n/translator.ts';
import type {Side} from '../session/list.ts';
import type {Store} from '../session/store.ts';
import type {LazyConnections} from './lazy-connections.ts';
import {errorText, errorMessage} from '../../i18n/message.ts';

/** Notifications about reads: notes and warnings of a list, and lost or restored connections. */
export type Notifier = {
	/** Reports the warnings, the notes and the shortness of a list that was read completely. */
	reportList(name: string, comparison: Comparison, portalList: PortalList<unknown>): void;
	/** Updates the state of one connection: `error` is `null` after a response. Notifies when the state or the reason changes. */
	reportConnection(side: Side, error: unknown): void;
};

export function createNotifier(store: Store, connections: LazyConnections, clock: () => Date): Notifier {
	/** The last notes of each list, as JSON. */
	const lastNotes = new Map<string, string>();
	return {
		reportList(name, comparison, {warnings}) {
			const {short} = comparison;
			for (const warning of warnings)
				store.logNotification(message('portal-warns', {message: warning}), 'plain');
			const notes = store.getState().lists[name]!.resource.notes?.(comparison) ?? [];
			const notesJson = JSON.stringify(notes);
			// A refresh with the same notes does not repeat them.
			if (lastNotes.get(name) !== notesJson) for (const note of notes) store.notice(note);
			lastNotes.set(name, notesJson);
			if (short) store.notify('bad', message('short-list', short));
		},
		reportConnection(side, error) {
			const system = side === 'stalker' ? 'stalker' : 'billing';
			const before = store.getState()[system];
			const latencyMs = system === 'stalker' ? connections.latencyMs() : null;
			if (error === null) {
				store.setState({
					[system]: {...before, state: 'connected', unreachableSince: null, reason: null, latencyMs},
				});
				if (before.state === 'unreachable') store.notice(message('side-back', {system}), 'good');
				return;
			}

			const reason = errorText(error);
			const isNew = before.state !== 'unreachable' || before.reason !== reason;
			store.setState({
				[system]: {
					...before,
					state: 'unreachable',
					unreachableSince: before.unreachableSince ?? clock(),
					reason,
					latencyMs: null,
				},
			});
			if (isNew) store.notify('bad', message('side-lost', {system, message: errorMessage(error)}));
		},
	};
}
