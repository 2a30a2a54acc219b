import {toMySqlInteger} from '../column-values.ts';
import {ApiError, type ResourceResult} from '../response.ts';
import {boxIdKind, findUsers} from '../find-users.ts';
import type {ApiCall} from '../parse-request.ts';
import type {PortalState} from '../state.ts';

/**
`itv_subscription`: the channels that accounts have chosen. A read without identifier returns the rows of all accounts; a read with an
unknown identifier returns every row, those of deleted accounts included. A write without identifier changes every account.
*/
export const itvSubscription = {
	get: (state: PortalState, {ids}: ApiCall): ResourceResult =>
		toResult(state, new Set(findUsers(state, ids, boxIdKind).map(({id}) => id))),

	/** A scalar `sub_ch` empties the list. Channel ids are not checked, and no event is queued. */
	update(state: PortalState, {ids, form}: ApiCall): ResourceResult {
		if (form.size === 0) throw new ApiError('HTTP PUT data is empty');
		const [channels, services] = [form.get('sub_ch'), form.get('additional_services_on')];
		if (channels === undefined && services === undefined) throw new ApiError('Update data is empty');
		const users = findUsers(state, ids, boxIdKind);
		if (users.length === 0) return {results: false};

		const rows = new Map(state.subscriptions.map(row => [row.uid, row]));
		for (const user of users) {
			if (typeof services === 'string') user.additional_services_on = String(toMySqlInteger(services));
			if (channels === undefined) continue;
			const list = typeof channels === 'string' ? [] : channels;
			const row = rows.get(user.id);
			if (row) row.sub_ch = list;
			else state.subscriptions.push({uid: user.id, sub_ch: list});
		}

		return toResult(state, new Set(users.map(({id}) => id)));
	},
};

function toResult({subscriptions, users}: PortalState, uids: ReadonlySet<number>): ResourceResult {
	const owners = new Map(users.map(user => [user.id, user]));
	const rows = subscriptions.filter(({uid}) => uids.size === 0 || uids.has(uid));
	const corrupt = rows.filter(({sub_ch: list}) => list === 'corrupt').length;
	return {
		results: rows.map(({uid, sub_ch: list}) => {
			const owner = owners.get(uid);
			return {
				sub_ch: list === null || list === 'corrupt' ? false : list,
				mac: owner?.mac ?? null,
				ls: owner?.ls ?? null,
				additional_services_on: owner?.additional_services_on ?? null,
			};
		}),
		...(corrupt === 0 ? {} : {output: unserializeNotice.repeat(corrupt)}),
	};
}

const unserializeNotice =
	'<br />\n<b>Notice</b>:  unserialize(): Error at offset 0 of 4 bytes in <b>/var/www/html/stalker_portal/server/lib/itvsubscription.class.php</b> on line <b>80</b><br />\n';
