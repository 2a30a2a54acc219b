import type {Database} from '../../source/billing/database.ts';

/** Fault of the database inside a statement: it refuses with this SQLSTATE, ends the connection, or runs another SQL statement. */
export type DatabaseFault =
	| {readonly is: 'refuses'; readonly state: string}
	| {readonly is: 'ends'}
	| {readonly is: 'does'; readonly sql: string};

/** Position of the fault: the statement that does this to one of these tables; with `late`, the commit of its transaction. */
export type FaultPoint = {
	readonly tables: readonly string[];
	readonly on: 'insert' | 'update' | 'insert or update or delete';
	/** SQL condition on the row, `new`. */
	readonly when?: string;
	readonly late?: boolean;
};

/** The fault. `times`: number of failures, including rolled-back ones; then the statement works. */
export type FaultPlan = FaultPoint & {readonly harm: DatabaseFault; readonly times?: number};

/** Runs `work` while the database fails inside a statement, by a trigger. `hits`: how often the statement was reached. */
export async function withFault<Result>(
	database: Database,
	{harm, tables, on, when, late = false, times = 9999}: FaultPlan,
	work: () => Promise<Result>,
): Promise<{readonly result: Result; readonly hits: number}> {
	await database.transaction(async query => {
		await query('create sequence injected_fault_hits');
		await query(`create function injected_fault() returns trigger language plpgsql as $$ begin
			if nextval('injected_fault_hits') <= ${times} then ${bodyOf(harm)}; end if;
			return null;
		end $$`);
		for (const table of tables)
			await query(`create ${late ? 'constraint ' : ''}trigger injected_fault after ${on} on ${table}
				${late ? 'deferrable initially deferred' : ''} for each ${late || when ? 'row' : 'statement'} ${when ? `when (${when})` : ''}
				execute function injected_fault()`);
	});
	try {
		const result = await work();
		const [row] = await database.query<{n: number}>(
			'select case when is_called then last_value else 0 end::int as n from injected_fault_hits',
		);
		return {result, hits: row!.n};
	} finally {
		await database.query('drop function injected_fault cascade');
		await database.query('drop sequence injected_fault_hits');
	}
}

function bodyOf(harm: DatabaseFault): string {
	switch (harm.is) {
		case 'refuses':
			return `raise exception 'injected_fault' using errcode = '${harm.state}'`;
		case 'ends':
			return 'perform pg_terminate_backend(pg_backend_pid())';
		case 'does':
			return harm.sql;
	}
}
