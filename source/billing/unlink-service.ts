import type {Query} from './query.ts';
import {findForLink} from './services-found.ts';
import type {Obstacle, Removal} from './undo.ts';

/** What a link wrote into a TV service, and what was there before. */
export type LinkedService = {
	readonly tvId: number;
	readonly cid: string;
	readonly iptv_login: string;
	readonly was: {readonly cid: string; readonly iptv_login: string};
};

/** What forbids to unlink it, or `null`: the service is another now, or what it had is another's. */
export async function obstacleToUnlink(
	query: Query,
	serviceId: number,
	{tvId, cid, iptv_login, was}: LinkedService,
): Promise<Obstacle | null> {
	const {clash} = await findForLink(query, serviceId, {tvId, ...was, was: {cid, iptv_login}});
	if (!clash) return null;
	return clash.with === 'login' || clash.with === 'mac'
		? {is: 'clash', with: clash.with, tvIds: clash.tvIds ?? []}
		: {is: 'clash', with: 'changed', fields: clash.uid === undefined ? ['iptv_main'] : both};
}

const both = ['iptv_main.cid', 'iptv_main.iptv_login'];

/** Give a TV service its login and MAC of before the link back. */
export async function unlinkService(
	query: Query,
	serviceId: number,
	linked: LinkedService,
): Promise<Removal | Obstacle> {
	const obstacle = await obstacleToUnlink(query, serviceId, linked);
	if (obstacle) return obstacle;
	const {tvId, cid, iptv_login, was} = linked;
	// What another program wrote between the look and this statement is not overwritten.
	const [service] = await query<{uid: number}>(
		'update iptv_main set cid = ?, iptv_login = ? where id = ? and cid = ? and iptv_login = ? returning uid',
		[was.cid, was.iptv_login, tvId, cid, iptv_login],
	);
	if (!service) return {is: 'clash', with: 'changed', fields: both};
	const text = `ID: ${tvId} CID:${cid}->${was.cid};IPTV_LOGIN:${iptv_login}->${was.iptv_login};`;
	return {
		is: 'removed',
		after: {tvId, uid: service.uid, ...was},
		actions: [{uid: service.uid, module: 'Iptv', action_type: 2, actions: text}],
	};
}
