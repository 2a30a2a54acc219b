import type {ChannelSubscription, PortalState} from './portal/state.ts';

/** The channels that the demo's services have chosen, and prices of channels. */
export type DemoChoices = {
	/** `iptv_users_channels`: by TV id. */
	readonly choices: ReadonlyArray<{readonly service: number; readonly channel: number}>;
	/** `iptv_ti_channels`, each within an interval of its own plan: `plan` is the external id. */
	readonly prices: ReadonlyArray<{readonly plan: string; readonly channel: number; readonly month: number}>;
};

/**
Most services have chosen what their account has chosen in Stalker. Some lack a channel, some have one more; some chose although Stalker has
no choice of theirs, and so did the services without account. Two channels that only billing has cost money, and one of them has been
chosen: an import would lose both.
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
	const billingChannels = new Set(channels.map(({id}) => id));
	const userIdByLogin = new Map(users.map(user => [user.login, user.id]));
	const chosenByUser = new Map(subscriptions.map(({uid, sub_ch: list}) => [uid, list]));
	const choices = services.flatMap(({id, iptv_login: login, plan}) => {
		if (plan === null) return [];
		const uid = userIdByLogin.get(login);
		const list = uid === undefined ? undefined : chosenByUser.get(uid);
		return chosenChannels(uid ?? null, list)
			.filter(channel => billingChannels.has(channel))
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

/**
The channels of one service; `uid` is null for a service without account. It depends on the account's id alone, so that the same seed gives
the same.
*/
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
