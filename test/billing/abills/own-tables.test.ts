import {createConnection} from 'mysql2/promise';
import {expect, test} from 'vitest';
import {grantStatements} from '../../../source/billing/abills/grants.ts';
import {ownTableStatements, qualifyOwnTables} from '../../../source/billing/dialects/own-tables.ts';
import {createAbills, mariadbServer} from './database.ts';
import {compareFingerprints, takeFingerprint} from './fingerprint.ts';

test('only tables of the console are named by their database', () => {
	expect(
		qualifyOwnTables(
			`select r.state from stalker_journal_rows r join stalker_journal j on j.id = r.entry_id join users u`,
			'own',
		),
	).toBe(
		'select r.state from `own`.stalker_journal_rows r join `own`.stalker_journal j on j.id = r.entry_id join users u',
	);
	expect(qualifyOwnTables('select stalker_journalist, my_stalker_locks', 'own')).toBe(
		'select stalker_journalist, my_stalker_locks',
	);
});

test.runIf(mariadbServer)(
	"the tables are made by the user with the least rights, twice the same, and ABillS' own stay as they are",
	async () => {
		const abills = await createAbills('fresh');
		try {
			const before = await takeFingerprint(abills.root, abills.name);
			const url = await abills.userWith(user =>
				grantStatements({database: abills.name, consoleDatabase: abills.own, user}),
			);
			const connection = await createConnection(url.replace('mariadb:', 'mysql:'));
			try {
				for (const statement of [...ownTableStatements(abills.own), ...ownTableStatements(abills.own)])
					await connection.query(qualifyOwnTables(statement, abills.own));
				const [locks] = await connection.query(qualifyOwnTables('select id from stalker_locks', abills.own));
				expect(locks).toEqual([{id: 0}]);
				await expect(connection.query('create table mine (a int)')).rejects.toMatchObject({errno: 1142});
				await expect(connection.query('select password from users')).rejects.toMatchObject({errno: 1143});
				await expect(connection.query('select * from users')).rejects.toMatchObject({errno: 1142});
				await expect(connection.query('select iptv_password from iptv_main')).rejects.toMatchObject({
					errno: 1143,
				});
			} finally {
				await connection.end();
			}

			expect(compareFingerprints(before, await takeFingerprint(abills.root, abills.name))).toEqual({});
		} finally {
			await abills.drop();
		}
	},
);
