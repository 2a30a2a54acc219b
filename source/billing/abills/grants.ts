import {isWritten, usedTables} from './tables.ts';

/** All tables and columns that exist; empty where that is not known: then those of the newest ABillS are assumed. */
type Known = ReadonlyMap<string, ReadonlySet<string>>;

type GrantOptions = {
	/** ABillS' database. */
	readonly database: string;
	/** Where the console keeps its own tables. */
	readonly consoleDatabase: string;
	/** As MariaDB writes it: `'console'@'localhost'`. */
	readonly user: string;
	/** Only rights to read. */
	readonly readOnly?: boolean;
	readonly known?: Known;
};

/**
The GRANT statements that give a user the least rights with which the console works: SELECT on the columns that it reads, so never on a
password, and to write only what its actions write. No right to change ABillS' tables.
*/
export function grantStatements({
	database,
	consoleDatabase,
	user,
	readOnly = false,
	known = new Map(),
}: GrantOptions): readonly string[] {
	const statements = Object.entries(usedTables).flatMap(([table, used]) => {
		const there = known.get(table);
		if (!there && known.size > 0) return [];
		const columns = Object.keys(used.columns).filter(column => there?.has(column) ?? true);
		const list = (names: readonly string[]) => names.map(quote).join(', ');
		const {select, insert, delete: removes, update = [], fixes = []} = used.rights;
		const updateRights = (updated: readonly string[] | 'table'): readonly string[] => {
			if (updated === 'table') return ['update'];
			const known = updated.filter(column => there?.has(column) ?? true);
			return known.length === 0 ? [] : [`update (${list(known)})`];
		};
		const rights = [
			...(select === 'none' ? [] : [select === 'table' ? 'select' : `select (${list(columns)})`]),
			...(readOnly || !isWritten(used)
				? []
				: [
						...(insert ? ['insert'] : []),
						...(removes ? ['delete'] : []),
						...updateRights(update === 'table' ? update : [...update, ...fixes]),
					]),
		];
		return rights.length === 0
			? []
			: [`grant ${rights.join(', ')} on ${quote(database)}.${quote(table)} to ${user}`];
	});
	return readOnly
		? statements
		: [...statements, `grant all privileges on ${quote(consoleDatabase)}.* to ${user}`];
}

const quote = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

/** The tables and columns in the catalog; empty where the user may not see all of them. He sees all if he sees `users.password`, on which no console is granted a right. */
export function knownColumns(
	columns: ReadonlyArray<{readonly table: string; readonly column: string}>,
): Known {
	const known = new Map<string, Set<string>>();
	for (const {table, column} of columns) known.set(table, (known.get(table) ?? new Set()).add(column));
	return known.get('users')?.has('password') ? known : new Map();
}
