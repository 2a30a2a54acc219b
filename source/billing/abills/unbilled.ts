import type {Query} from '../query.ts';

/** Maximum number of logins that are returned. */
const maxLogins = 5;

/**
Logins of customers who have an active TV service and no bill, neither their own nor their company's; at most `maxLogins`. ABillS' nightly
charging stops at the first of them.
*/
export async function readUnbilledLogins(query: Query): Promise<readonly string[]> {
	const rows = await query<{login: string}>(
		`select distinct u.id as login from iptv_main m join users u on u.uid = m.uid
			left join companies c on c.id = u.company_id and u.company_id > 0
		where u.deleted = 0 and m.disable = 0 and case when u.company_id > 0 then coalesce(c.bill_id, 0) else u.bill_id end = 0
		order by login limit ${maxLogins}`,
	);
	return rows.map(({login}) => login);
}
