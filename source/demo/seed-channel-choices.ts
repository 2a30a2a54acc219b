import type {ChannelSubscription, PortalState} from './portal/state.ts';

/** What the demo's services have chosen, and what channels cost. */
export type DemoChoices = {
	/** `iptv_users_channels`: by TV id. */
	readonly choices: ReadonlyArray<{readonly service: number; readonly channel: number}>;
	/** `iptv_ti_channels`, each within an interval of its own plan: `plan` is the external id. */
	readonly prices: ReadonlyArray<{readonly plan: string; readonly channel: number; readonly month: number}>;
};

/**
Most services have chosen what their account has chosen in Stalker. Some lack a channel, some have one beyond; some chose although Stalker tells nothing of
them, and one whose account is gone chose, too. A channel that only billing has costs money and has been chosen, so that an import would lose both.
*/
export function seedChannelChoices(
	{users, subscriptions}: PortalState,
	{
		services,
		channels,
	}: {
		readonly services: ReadonlyArray<{
			readonly id: number;
			readonly iptv_login: string;
			readonly plan: string | null;
		}>;
		readonly channels: ReadonlyArray<{readonly id: number}>;
	},
): DemoChoices {
	const known = new Set(channels.map(({id}) => id));
	const userIdByLogin = new Map(users.map(user => [user.login, user.id]));
	const chosenByUser = new Map(subscriptions.map(({uid, sub_ch: list}) => [uid, list]));
	const choices = services.flatMap(({id, iptv_login: login, plan}) => {
		if (plan === null) return [];
		const uid = userIdByLogin.get(login);
		const list = uid === undefined ? undefined : chosenByUser.get(uid);
		return chosenChannels(uid ?? null, list)
			.filter(channel => known.has(channel))
			.map(channel => ({service: id, channel}));
	});
	return {
		choices,
		prices: [
			{plan: '101', channel: 9001, month: 12.5},
			{plan: '102', channel: 9002, month: 15},
		],
	};
}

/** By the account's place, so that the same seed tells the same. */
function chosenChannels(
	uid: number | null,
	list: ChannelSubscription['sub_ch'] | undefined,
): readonly number[] {
	if (uid === null) return [3, 5];
	if (list === undefined || list === null || typeof list === 'string') return uid % 9 === 0 ? [1, 2] : [];
	const stalkerChannels = [...new Set(Object.values(list).map(Number))];
	switch (uid % 8) {
		case 3:
			return stalkerChannels.slice(1);
		case 5:
			return [...stalkerChannels.filter(id => id !== 4), 4];
		case 6:
			return [...stalkerChannels, 9001];
		default:
			return stalkerChannels;
	}
}
