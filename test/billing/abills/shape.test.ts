import {expect, test} from 'vitest';
import {seedBilling} from '../../../source/demo/seed-billing.ts';
import {seedPortal} from '../../../source/demo/portal/seed/seed-portal.ts';
import {createAbills, mariadbServer} from './database.ts';
import {compareFingerprints, takeFingerprint} from './fingerprint.ts';
import {abillsRows} from './rows.ts';
import {variants, type VariantName} from './variants.ts';

const rows = abillsRows(seedBilling(seedPortal({accounts: 300, seed: 1})), 'http://portal.example/');

test.runIf(mariadbServer).each(Object.keys(variants) as VariantName[])(
	'an ABillS in the shape "%s" takes all rows, and one changed byte is seen',
	async variant => {
		const {root, name, drop} = await createAbills(variant, rows);
		try {
			const before = await takeFingerprint(root, name);
			expect(before.get('users')!.rows).toHaveLength(rows['users']!.length);
			expect(before.get('iptv_main')!.rows).toHaveLength(rows['iptv_main']!.length);
			expect(compareFingerprints(before, await takeFingerprint(root, name))).toEqual({});
			await root.query(`update users_pi set fio = 'Їжаk' where uid = 9005`);
			await root.query('start transaction');
			await root.query(`insert into bills (id, registration) values (99999, '2026-01-01')`);
			await root.query('rollback');
			const after = compareFingerprints(before, await takeFingerprint(root, name));
			expect(after['users_pi']).toEqual({came: 1, went: 1});
			if (variant !== 'myisam')
				expect(after['bills']).toEqual({came: 0, went: 0, next: [expect.any(Number), 100_000]});
		} finally {
			await drop();
		}
	},
);
