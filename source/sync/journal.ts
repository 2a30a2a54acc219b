/** Who acted. `os_user` decides the `aid`. */
export type JournalOperator = {
	readonly os_user: string;
	readonly sudo_user: string | null;
	readonly ssh_client: string | null;
	/** The machine and the process that worked on the entry last: on that machine it is known whether the process still runs. */
	readonly host?: string | null;
	readonly pid?: number | null;
	/** The start of that process: another process may have the same number by now. */
	readonly process?: string | null;
};

/**
`open`: begun, and no result is recorded. `unchanged`: nothing was to be written, because everything was there already. `undone`: done, and
undone later. `unknown`: an event whose answer was lost; nothing is left to do.
*/
type JournalState = 'open' | 'done' | 'unchanged' | 'failed' | 'undone' | 'unknown';

/** A row of `stalker_journal`. Times are ISO 8601 in UTC. */
export type JournalEntry = {
	readonly id: string;
	readonly at: string;
	/** The run of the program that wrote it. */
	readonly run: string;
	/** The portal's row of `iptv_services`. */
	readonly service_id: number | null;
	/** The list of the row: `accounts`, `tariffs`. */
	readonly resource: string;
	/** The sub-command: `add`, `delete`, `link`, `import`; or `undo`. */
	readonly action: string;
	/** The row's key; `''` where there are several rows. */
	readonly subject: string;
	/** How many change sets it has. */
	readonly row_count: number;
	/** The entry that it undoes. */
	readonly undoes: string | null;
	readonly operator: JournalOperator;
	/** The admin of billing. */
	readonly aid: number;
	readonly state: JournalState;
	readonly error: string | null;
	readonly closed_at: string | null;
};

/** An open entry; `age`: seconds since its lease was last renewed, by the database's clock. */
export type OpenJournalEntry = JournalEntry & {readonly age: number};
