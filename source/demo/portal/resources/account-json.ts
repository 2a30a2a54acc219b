import {effectivePlan, type PortalState, type User} from '../state.ts';

/** An account as `accounts` and `users` send it, in their order of keys. */
export function toAccountJson(state: PortalState, user: User): Readonly<Record<string, unknown>> {
	const plan = effectivePlan(state, user) ?? state.plans.find(({user_default: isDefault}) => isDefault);
	const bought = boughtPackagesOf(state, user.id);
	return {
		login: user.login,
		full_name: user.fname,
		phone: user.phone,
		account_number: user.ls,
		tariff_plan: plan?.external_id ?? null,
		stb_sn: user.sn,
		stb_mac: user.mac,
		stb_type: user.stb_type,
		status: user.status === 0 ? 1 : 0,
		online: toOnlineFlag(user),
		ip: user.ip,
		version: user.version,
		comment: user.comment,
		...(state.settings.internalBilling ? {end_date: user.expire_billing_date} : {}),
		account_balance: user.account_balance,
		last_active: user.last_active,
		subscribed: bought.map(({external_id: id}) => id),
		subscribed_id: bought.map(({id}) => String(id)),
	};
}

/** `"1"`, `"0"`, or `null` of a box that has never contacted the portal. */
export const toOnlineFlag = ({online}: User): '0' | '1' | null =>
	online === null ? null : online ? '1' : '0';

/** The packages that an account has bought, by external id. */
export const boughtPackagesOf = ({boughtPackages, packages}: PortalState, uid: number) =>
	(boughtPackages.get(uid) ?? [])
		.flatMap(id => packages.filter(known => known.id === id))
		.toSorted((a, b) =>
			a.external_id < b.external_id ? -1 : a.external_id > b.external_id ? 1 : a.id - b.id,
		);
