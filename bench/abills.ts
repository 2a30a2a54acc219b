import {execFileSync} from 'node:child_process';
import {openBilling} from '../source/billing/billing.ts';
import {readCustomers} from '../source/billing/read-customers.ts';
import {createShape} from '../source/billing/shape.ts';
import type {Database} from '../source/billing/database.ts';
import {mariadbServer} from '../test/billing/abills/database.ts';
import {createAttached, stalkerProvider} from '../test/billing/engines.ts';
import {addServices, createOrder} from '../test/billing/fixtures.ts';
import {readJournalTexts, type JournalTexts} from './bench-context.ts';
import {compare, type Benchmark} from './measure.ts';

const portal = 1;

/**
Reading an ABillS. Floor: the same statements by the server's own command-line client, which prints the rows to nowhere. Nothing without
TEST_MARIADB_URL.
*/
export const readAbills: Benchmark = async ({short}) => {
	if (mariadbServer === undefined) return [];
	const n = short ? 1000 : 100_000;
	const abills = await createAttached('fresh', stalkerProvider);
	const billing = await openBilling(abills.url);
	try {
		for (const statement of fillStatements(n)) await abills.root.query(statement);
		const statements: string[] = [];
		const record = (sql: string, values: readonly unknown[] = []) =>
			statements.push(values.reduce<string>((text, value) => text.replace('?', String(value)), sql));
		const recording: Pick<Database, 'query' | 'mapRows'> = {
			async query(sql, values) {
				record(sql, values);
				return billing.database.query(sql, values);
			},
			async mapRows(sql, values, make) {
				record(sql, values);
				return billing.database.mapRows(sql, values, make);
			},
		};
		const {abills: probed} = await billing.database.status();
		const context = {dialect: billing.database.dialect, shape: createShape(probed)};
		const rows = await readCustomers({...context, ...recording}, portal);
		if (rows.length !== n || rows.filter(({service}) => service).length !== services(n))
			throw new Error(`${rows.length} rows were read: something else would be measured.`);
		const result = await compare(
			`read ${n} customers and ${services(n)} services of an ABillS on MariaDB`,
			1.6,
			{
				runs: short ? 1 : 7,
				floor: async () => runClient(abills.name, `${statements.join(';\n')};`),
				measured: async () => billing.customers(portal),
			},
		);
		return [result];
	} finally {
		await billing.close();
		await abills.drop();
	}
};

const services = (customers: number): number => customers * 0.6;

/** Customers with a bill, a name and a phone; six of ten with a TV service. */
const fillStatements = (n: number): readonly string[] => [
	`insert into tarif_plans (tp_id, id, name, module, service_id, comments) values (9, 101, 'Базовий', 'Iptv', ${portal}, '')`,
	`insert into users (uid, id, bill_id, registration, password) select seq, concat('login', seq), seq, '2026-01-01', '' from seq_1_to_${n}`,
	`insert into users_pi (uid, fio, comments, reg_address) select seq, concat('Іваненко Олег ', seq), '', '' from seq_1_to_${n}`,
	`insert into users_contacts (uid, type_id, value) select seq, 2, concat('+38050', 1000000 + seq) from seq_1_to_${n}`,
	`insert into bills (id, uid, deposit, registration) select seq, seq, 12.5, '2026-01-01' from seq_1_to_${n}`,
	`insert into iptv_main (id, uid, tp_id, service_id, cid, iptv_login, registration, pin)
		select seq, seq, 9, ${portal}, concat_ws(':', '00:1A:79', lpad(hex(seq div 65536), 2, '0'), lpad(hex(seq div 256 mod 256), 2, '0'), lpad(hex(seq mod 256), 2, '0')),
			concat('login', seq), '2026-01-01', '' from seq_1_to_${services(n)}`,
];

async function runClient(database: string, sql: string): Promise<void> {
	const {hostname, port, username, password} = new URL(mariadbServer!);
	execFileSync(
		'mariadb',
		[
			'--no-defaults',
			`--host=${hostname}`,
			`--port=${port || '3306'}`,
			`--user=${username}`,
			'--batch',
			'--default-character-set=utf8mb4',
			database,
		],
		{input: sql, stdio: ['pipe', 'ignore', 'inherit'], env: {...process.env, MYSQL_PWD: password}},
	);
}

/**
Adding accounts to an ABillS, with the journal. Floor: the same rows, those of the journal with the same texts, by one statement for each
table and 1000 rows, in one transaction. Nothing without TEST_MARIADB_URL.
*/
export const addAbills: Benchmark = async ({short}) => {
	if (mariadbServer === undefined) return [];
	const n = short ? 500 : 20_000;
	const abills = await createAttached('fresh', stalkerProvider);
	const billing = await openBilling(abills.url);
	const {root, own} = abills;
	const tables = ['users', 'users_pi', 'users_contacts', 'bills', 'iptv_main', 'admin_actions'];
	const clear = async () => {
		for (const table of tables) await root.query(`truncate ${table}`);
		for (const table of ['stalker_journal', 'stalker_journal_rows'])
			await root.query(`truncate ${own}.${table}`);
		await root.query(`update ${own}.stalker_allotment set last = 0`);
	};
	try {
		const orders = Array.from({length: n}, (_, place) =>
			createOrder(`login${place}`, {tvId: place + 1, cid: macOf(place)}),
		);
		const measured = async () => {
			await clear();
			const results = await addServices(billing, portal, orders);
			if (results.some(({is}) => is !== 'applied'))
				throw new Error(`Not all were added: ${JSON.stringify(results.find(({is}) => is !== 'applied'))}`);
		};
		await measured();
		const journal = await readJournalTexts(
			async sql => (await root.query(sql))[0],
			`${own}.stalker_journal_rows`,
		);
		const result = await compare(`add ${n} accounts to an ABillS on MariaDB`, 2, {
			runs: short ? 1 : 3,
			async floor() {
				await clear();
				await root.beginTransaction();
				await root.query(
					`insert into ${own}.stalker_journal (at, run, resource, action, subject, row_count, os_user, aid, leased_at, state)
					values (now(), 'floor', 'accounts', 'add', '', ?, 'floor', 2, now(), 'done')`,
					[n],
				);
				await insertInChunks(root, rowsOf(orders, own, journal));
				await root.commit();
			},
			measured,
		});
		return [result];
	} finally {
		await billing.close();
		await abills.drop();
	}
};

type Root = Awaited<ReturnType<typeof createAttached>>['root'];

const macOf = (place: number): string =>
	`00:1A:79:${[place >> 16, (place >> 8) & 255, place & 255].map(part => part.toString(16).padStart(2, '0').toUpperCase()).join(':')}`;

type Batch = {
	readonly table: string;
	readonly columns: string;
	readonly rows: ReadonlyArray<readonly unknown[]>;
};

const rowsOf = (
	orders: ReadonlyArray<ReturnType<typeof createOrder>>,
	own: string,
	journal: readonly JournalTexts[],
): readonly Batch[] => {
	const today = new Date().toISOString().slice(0, 10);
	const of = (
		table: string,
		columns: string,
		row: (order: (typeof orders)[number], uid: number) => readonly unknown[],
	): Batch => ({table, columns, rows: orders.map((order, place) => row(order, place + 1))});
	return [
		of(
			`${own}.stalker_journal_rows`,
			'entry_id, position, row_key, state, change_set, results, error',
			({login}, uid) => {
				const {change_set, results} = journal[uid - 1]!;
				return [1, uid, login, 'done', change_set, results, ''];
			},
		),
		of('users', 'uid, id, bill_id, registration, password', ({login}, uid) => [uid, login, uid, today, '']),
		of('users_pi', 'uid, fio, phone, comments, reg_address', ({fio}, uid) => [
			uid,
			fio,
			'+380501112233',
			'',
			'',
		]),
		of('users_contacts', 'uid, type_id, value, date', (_, uid) => [uid, 2, '+380501112233', today]),
		of('bills', 'id, uid, registration', (_, uid) => [uid, uid, today]),
		of('iptv_main', 'id, uid, service_id, cid, iptv_login, registration, pin', ({cid, iptv_login}, uid) => [
			uid,
			uid,
			portal,
			cid,
			iptv_login,
			today,
			'',
		]),
		of('admin_actions', 'datetime, aid, uid, module, action_type, actions', ({login}, uid) => [
			today,
			2,
			uid,
			'',
			7,
			`LOGIN:${login}`,
		]),
		of('admin_actions', 'datetime, aid, uid, module, action_type, actions', ({cid}, uid) => [
			today,
			2,
			uid,
			'Iptv',
			1,
			`ID: ${uid} SERVICE_ID:1, ID:${uid}, TP_ID:, STATUS:0, CID:${cid}`,
		]),
	];
};

async function insertInChunks(root: Root, batches: readonly Batch[]): Promise<void> {
	for (const {table, columns, rows} of batches)
		for (let start = 0; start < rows.length; start += 1000)
			await root.query(`insert into ${table} (${columns}) values ?`, [rows.slice(start, start + 1000)]);
}
