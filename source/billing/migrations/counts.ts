/** What `check` counts over time, for the curve in the menu of every operator. */
export const counts: readonly string[] = [
	`create table "stalker_counts" (
		"service_id" int not null,
		"list" varchar(32) not null,
		"hour" varchar(13) not null,
		"unsynced" int not null,
		primary key ("service_id", "list", "hour")
	)`,
];
