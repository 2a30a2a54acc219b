import type {Customer} from '../../billing/read.ts';
import type {Account} from './account.ts';

/** How a person calls an account: by its login, or by its MAC or number where it has none; `?` where it has no name at all. */
export const accountLabel = ({login, stb_mac: mac, account_number: number}: Account): string =>
	[login, mac, number].find(name => name.trim() !== '') ?? '?';

/** How a person calls a row that only billing has: by the login that its service has in Stalker, else by the customer's. */
export const customerLabel = ({login, service}: Customer): string => service?.iptv_login || login;
