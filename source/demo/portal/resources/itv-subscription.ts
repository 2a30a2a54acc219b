import {numberOf} from '../column.ts';
import {Refusal, type Outcome} from '../envelope.ts';
import {boxKind, findUsers} from '../identify.ts';
import type {Call} from '../request.ts';
import type {PortalState} from '../state.ts';

/**
`itv_subscription`: the channels that accounts have chosen. A read without identifier shows the rows of all accounts; one
whose identifier nobody has shows every row, those of deleted accounts included. A write without identifier changes everyone.
*/
export const itvSubscription = {
	get: (state: PortalState, {ids}: Call): Outcome =>
		show(state, new Set(findUsers(state, ids, boxKind).map(({id}) => id))),

	/** A scalar `sub_ch` empties the list. Channel ids are not checked, and the box is not told. */
	update(state: PortalState, {ids, form}: Call): Outcome {
		if (form.size === 0) throw new Refusal('HTTP PUT data is empty');
		const [channels, services] = [form.get('sub_ch'), form.get('additional_services_on')];
		if (channels === undefined && services === undefined) throw new Refusal('Update data is empty');
		const named = findUsers(state, ids, boxKind);
		if (named.length === 0) return {results: false};

		const rows = new Map(state.subscriptions.map(row => [row.uid, row]));
		for (const user of named) {
			if (typeof services === 'string') user.additional_services_on = String(numberOf(services));
			if (channels === undefined) continue;
			const list = typeof channels === 'string' ? [] : channels;
			const row = rows.get(user.id);
			if (row) row.sub_ch = list;
			else state.subscriptions.push({uid: user.id, sub_ch: list});
		}

		return show(state, new Set(named.map(({id}) => id)));
	},
};

function show({subscriptions, users}: PortalState, uids: ReadonlySet<number>): Outcome {
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
		...(corrupt === 0 ? {} : {output: notice.repeat(corrupt)}),
	};
}

const notice =
	'<br />\n<b>Notice</b>:  unserialize(): Error at offset 0 of 4 bytes in <b>/var/www/html/stalker_portal/server/lib/itvsubscription.class.php</b> on line <b>80</b><br />\n';
