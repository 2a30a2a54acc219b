import type {Customer} from '../../billing/read.ts';
import type {Account} from './account.ts';

/** Label of an account: its login, or its MAC or number where it has none; `?` where it has no identifier. */
export const accountLabel = ({login, stb_mac, account_number}: Account): string =>
	[login, stb_mac, account_number].find(name => name.trim() !== '') ?? '?';

/** Label of a row that only billing has: the login of the service in Stalker, else the customer's. */
export const customerLabel = ({login, service}: Customer): string => service?.iptv_login || login;
