import {spawn} from 'node:child_process';
import {once} from 'node:events';
import path from 'node:path';
import {text} from 'node:stream/consumers';
import {expect, test} from 'vitest';
import {openBilling} from '../../source/billing/billing.ts';
import {mariadbServer} from './abills/database.ts';
import {createAttached, createDatabase, migrated, stalkerProvider} from './engines.ts';
import {countRows, type Added} from './fixtures.ts';

/** Services without any tariff plan would look like a copy that is not whole. */
const createOnAbills = async () =>
	createAttached('fresh', {
		...stalkerProvider,
		tarif_plans: [{tp_id: 1, id: 1, name: 'Plan', module: 'Iptv', service_id: 1}],
	});

const servers = [
	['PostgreSQL', process.env['TEST_DATABASE_URL'], createMigrated],
	['MariaDB', mariadbServer, createOnAbills],
] as const;

for (const [name, address, create] of servers)
	test.runIf(address)(
		`two consoles that add the same login at once make one service on ${name}`,
		async () => {
			const own = await create();
			const operators = await Promise.all([startOperator(own.url), startOperator(own.url)]);
			for (const operator of operators) operator.stdin.end('go\n');
			const said = await Promise.all(operators.map(async operator => text(operator.stdout)));
			const results = said.map(
				line =>
					JSON.parse(line) as {
						readonly portal: number;
						readonly results: readonly Added[];
					},
			);

			expect(results.map(({portal}) => portal)).toEqual([1, 1]);
			for (let index = 0; index < 50; index++) {
				const [one, two] = results.map(({results: list}) => list[index]!);
				expect([one!.is, two!.is].toSorted()).toEqual(['applied', 'unchanged']);
				expect(one!.current!['id']).toBe(two!.current!['id']);
			}

			const billing = await openBilling(own.url);
			expect(await countRows(billing)).toMatchObject({users: 50, users_pi: 50, bills: 50, iptv_main: 50});
			expect(await billing.journal.list({open: true, limit: 10})).toEqual([]);
			expect(await billing.providers()).toHaveLength(1);
			await billing.close();
			await own.drop();
		},
	);

async function createMigrated(): ReturnType<typeof createDatabase> {
	const own = await createDatabase();
	await migrated(own.url);
	return own;
}

/** A process that has opened billing and waits for the start signal. */
async function startOperator(url: string) {
	const child = spawn(process.execPath, [path.join(import.meta.dirname, 'operator-process.ts'), url], {
		stdio: ['pipe', 'pipe', 'pipe'],
	});
	await once(child.stderr, 'data');
	child.stderr.pipe(process.stderr, {end: false});
	return child;
}
