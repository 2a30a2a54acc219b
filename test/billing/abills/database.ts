import {createConnection, type Connection} from 'mysql2/promise';
import {randomBytes} from 'node:crypto';
import {grantStatements, knownColumns} from '../../../source/billing/abills/grants.ts';
import type {Column} from './columns.ts';
import {mariadbTables} from './ddl.ts';
import type {Rows, Value} from './rows.ts';
import {variants, type Variant, type VariantName} from './variants.ts';

/** Where MariaDB runs, with a user who may make databases and users; tests that need it are skipped without. */
export const mariadbServer = process.env['TEST_MARIADB_URL'];

/** An ABillS of its own on the server, for the tests of one file. */
export type AbillsDatabase = {
	readonly name: string;
	/** Where the console keeps its own tables; not made yet. */
	readonly own: string;
	/** Everything may be done here. Not in strict mode, as ABillS itself connects. */
	readonly root: Connection;
	/** The address of a user with the rights that the console asks for, the columns taken from the database as an administrator sees it. */
	addressFor(options?: {readonly readOnly?: boolean; readonly own?: string}): Promise<string>;
	/** Gives a new user these rights; resolves to the address by which he connects. */
	userWith(grants: (user: string) => readonly string[]): Promise<string>;
	/** More rows; columns that the variant lacks are left out. */
	insert(rows: Rows): Promise<void>;
	drop(): Promise<void>;
};

/**
Make a database in the shape of a variant, with these rows, on the server of `TEST_MARIADB_URL` or another one. Columns that the variant
lacks are left out.
*/
export async function createAbills(
	variant: VariantName,
	rows: Rows = {},
	server: string = mariadbServer!,
): Promise<AbillsDatabase> {
	const name = `abills_${variant}_${process.pid}_${randomBytes(3).toString('hex')}`;
	const own = name.replace('abills', 'stalker');
	const root = await connectAsRoot(server);
	await root.query(`create database ${name}`);
	await root.query(`use ${name}`);
	for (const statement of mariadbTables(variants[variant])) await root.query(statement);
	await insertRows(root, variants[variant], rows);
	const users: string[] = [];
	const userWith: AbillsDatabase['userWith'] = async grants => {
		const user = `t${randomBytes(5).toString('hex')}`;
		users.push(user);
		await root.query(`create user '${user}'@'%' identified by 'sekret-${user}'`);
		for (const grant of grants(`'${user}'@'%'`)) await root.query(grant);
		const url = new URL(server);
		return `mariadb://${user}:sekret-${user}@${url.hostname}:${url.port || 3306}/${name}`;
	};
	return {
		name,
		own,
		root,
		userWith,
		async addressFor({readOnly = false, own: place = own} = {}) {
			const [columns] = await root.query(
				'select table_name as `table`, column_name as `column` from information_schema.columns where table_schema = ?',
				[name],
			);
			const known = knownColumns(columns as unknown as ReadonlyArray<{table: string; column: string}>);
			const url = await userWith(user =>
				grantStatements({database: name, consoleDatabase: place, user, readOnly, known}),
			);
			return `${url}?own=${place}`;
		},
		insert: async more => insertRows(root, variants[variant], more),
		async drop() {
			for (const user of users) await root.query(`drop user '${user}'@'%'`);
			await root.query(`drop database ${name}`);
			await root.query(`drop database if exists ${own}`);
			await root.end();
		},
	};
}

/** As ABillS connects: lenient, so that zero dates and missing values are taken. */
async function connectAsRoot(server: string): Promise<Connection> {
	const url = new URL(server);
	const connection = await createConnection({
		host: url.hostname,
		port: Number(url.port || 3306),
		user: decodeURIComponent(url.username),
		password: decodeURIComponent(url.password),
		charset: 'utf8mb4',
		dateStrings: true,
	});
	await connection.query(`set session sql_mode = 'NO_ENGINE_SUBSTITUTION'`);
	return connection;
}

async function insertRows(connection: Connection, {tables}: Variant, rows: Rows): Promise<void> {
	for (const [table, all] of Object.entries(rows)) {
		const columns = tables[table]?.columns;
		if (!columns || all.length === 0) continue;
		const names = Object.keys(columns).filter(column => all.some(row => column in row));
		for (let start = 0; start < all.length; start += 1000)
			await connection.query(
				`insert into ${table} (${names.map(name => `\`${name}\``).join(', ')}) values ?`,
				[all.slice(start, start + 1000).map(row => names.map(name => valueOf(columns[name]!, row[name])))],
			);
	}
}

/** What a row does not say is what the column would have by itself. */
const valueOf = ({initial}: Column, value: Value | undefined): Value =>
	value === undefined ? (initial ?? '') : value;

/** Resolves when somebody on the server waits for a lock on a row. */
export async function untilBlocked(root: Connection): Promise<void> {
	for (;;) {
		const [[waits]] = (await root.query(
			`show global status like 'Innodb_row_lock_current_waits'`,
		)) as unknown as [ReadonlyArray<{Value: string}>];
		if (waits!.Value !== '0') return;
	}
}
